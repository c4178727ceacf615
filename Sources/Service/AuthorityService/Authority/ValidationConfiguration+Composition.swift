internal import ACMEServer
internal import Glibc
internal import Validation
internal import ValidationTransport

extension ValidationConfiguration {
  /// How many seconds one validation may take, name resolution included.
  private static let timeLimit = TimeLimit(.seconds(10))

  /// The resolver behind the static hosts, or one that asks every question anew.
  func resolver(remembersAnswers: Bool) throws(AuthorityError) -> UnboundResolver {
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
        UnboundConfiguration(
          upstream: forwarders.isEmpty ? .system : .forwarders(forwarders),
          remembersAnswers: remembersAnswers,
          trustAnchor: anchor))
    } catch {
      throw .resolver(reason: "\(error)")
    }
  }

  /// - Parameter contact: A URL of this CA, for those who find its requests in their logs.
  func httpChallengeValidator(upstream: UnboundResolver, contact: String)
    throws(AuthorityError)
    -> HTTPChallengeValidator<StaticHostResolver<UnboundResolver>, NIOChallengeFetcher>
  {
    HTTPChallengeValidator(
      resolver: StaticHostResolver(hosts: try hosts(), upstream: upstream),
      fetcher: try fetcher(contact: contact), policy: AddressPolicy(allowedRanges: try ranges()),
      ports: ValidationPorts(http: httpPort, https: tlsPort), limit: Self.timeLimit)
  }

  private func fetcher(contact: String) throws(AuthorityError) -> NIOChallengeFetcher {
    do throws(FetcherSetupError) {
      return try NIOChallengeFetcher(
        userAgent: "Chancery (ACME http-01 validation; +\(contact)/directory)")
    } catch {
      throw .fetcher(reason: "\(error)")
    }
  }

  /// Looks at CAA records for all names but those that the configuration answers for itself.
  ///
  /// - Parameter externalURL: The server's, with which the URLs of accounts begin.
  func caaLookup(
    resolver: UnboundResolver, externalURL: String
  ) throws(AuthorityError) -> CAALookup<UnboundResolver> {
    let hosts = try hosts()
    let urls = ResourceURLs(externalURL: externalURL)
    return CAALookup(
      resolver: resolver, identities: caaIdentities.map(\.value),
      accountURL: { urls[.account($0)] },
      hasNoDNS: { hosts.addresses(of: $0) != nil })
  }

  /// Debian's keys of the root, which it keeps up to date, where they are installed.
  private var anchor: TrustAnchor {
    let installed = "/usr/share/dns/root.key"
    switch trustAnchor {
    case .root: return access(installed, R_OK) == 0 ? .file(installed) : .root
    case .file(let file): return .file(file.value)
    case .off: return .none
    }
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
