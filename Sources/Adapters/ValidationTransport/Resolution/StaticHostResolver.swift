package import Validation

/// Answers configured names itself and asks another resolver for all others.
package struct StaticHostResolver<Upstream: HostResolver>: HostResolver {
  package let hosts: StaticHosts
  package let upstream: Upstream

  package init(hosts: StaticHosts, upstream: Upstream) {
    self.hosts = hosts
    self.upstream = upstream
  }

  package func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
    if let addresses = hosts.addresses(of: host) { return addresses }
    return try await upstream.addresses(of: host)
  }
}
