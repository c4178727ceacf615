internal import Validation
internal import ValidationTransport

extension ValidationConfiguration {
  /// How many seconds one validation may take, name resolution included.
  private static let timeLimit = TimeLimit(.seconds(10))

  /// The resolver behind the static hosts.
  func resolver() throws(AuthorityError) -> UnboundResolver {
    var forwarders: [NameServerAddress] = []
    for resolver in resolvers where resolver.value != "system" {
      do throws(AddressSyntaxError) {
        forwarders.append(try NameServerAddress(resolver.value))
      } catch {
        throw .configuration(
          ConfigurationError(
            resolver.problem("\(error).", mend: "Write `system`, or an address as 192.0.2.1:53.")))
      }
    }
    do throws(UnboundSetupError) {
      return try UnboundResolver(
        UnboundConfiguration(upstream: forwarders.isEmpty ? .system : .forwarders(forwarders)))
    } catch {
      throw .resolver(reason: "\(error)")
    }
  }

  func httpChallengeValidator(upstream: UnboundResolver)
    throws(AuthorityError)
    -> HTTPChallengeValidator<StaticHostResolver<UnboundResolver>, NIOChallengeFetcher>
  {
    HTTPChallengeValidator(
      resolver: StaticHostResolver(hosts: try hosts(), upstream: upstream),
      fetcher: NIOChallengeFetcher(), policy: AddressPolicy(allowedRanges: try ranges()),
      port: httpPort, limit: Self.timeLimit)
  }

  private func hosts() throws(AuthorityError) -> StaticHosts {
    var hosts = StaticHosts()
    for host in staticHosts {
      do throws(AddressSyntaxError) {
        try hosts.add(host.value.name, [try IPAddress(host.value.address)])
      } catch {
        throw .configuration(
          ConfigurationError(
            host.problem("\(error).", mend: "Write it as `\"*.test\": 127.0.0.1`.")))
      }
    }
    return hosts
  }

  private func ranges() throws(AuthorityError) -> [AddressRange] {
    var ranges: [AddressRange] = []
    for range in allowedRanges {
      do throws(AddressSyntaxError) {
        ranges.append(try AddressRange(range.value))
      } catch {
        throw .configuration(
          ConfigurationError(range.problem("\(error).", mend: "Write it as `10.0.0.0/8`.")))
      }
    }
    return ranges
  }
}
