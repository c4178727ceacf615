/// The way of one validation from redirect to redirect: a value that says where to go next.
struct HTTPTrail: Sendable {
  private(set) var hops: [HTTPHop] = []
  /// What to ask for next.
  private(set) var next: HTTPTarget
  let ports: ValidationPorts

  init(start: HTTPTarget, ports: ValidationPorts) {
    next = start
    self.ports = ports
  }

  /// Notes what came of the request for ``next``.
  mutating func append(_ hop: HTTPHop) { hops.append(hop) }

  /// Goes where the last hop was redirected to.
  mutating func follow(location: String?) throws(RedirectRefusal) {
    guard let last = hops.last else { return }
    let target = try HTTPTarget(redirectTo: location, from: last.target, ports: ports)
    guard !hops.contains(where: { $0.target == target }) else { throw .loop }
    guard hops.count <= Self.redirectLimit else { throw .tooMany(limit: Self.redirectLimit) }
    next = target
  }

  /// RFC 8555 §8.3 wants redirects followed, and leaves the number to the server; Boulder takes 10.
  static var redirectLimit: Int { 10 }

  /// A failure at the end of the way, with the way: whoever reads it must see who redirected.
  func explaining(_ failure: ValidationFailure) -> ValidationFailure {
    // The last hop is in the failure's own words, unless the failure came before it answered.
    let redirects = hops.filter { $0.target != next }
    guard !redirects.isEmpty else { return failure }
    let way = redirects.map { hop in
      "\(hop.target.scheme.rawValue)://\(hop.target.authority) at \(hop.address)"
        + " (status \(hop.response.status))"
    }
    return ValidationFailure(
      failure.kind, "\(failure.detail); redirected there by \(way.joined(separator: ", then "))")
  }
}
