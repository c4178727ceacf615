internal import NIOCore

/// Addresses that are counted as one client: an IPv4 address, or an IPv6 /64, which is what one client
/// commonly has (RFC 6177 §2).
struct AddressGroup: Sendable, Hashable {
  private let prefix: [UInt8]

  /// - Parameter address: Nil where the client left before it was known.
  init(_ address: SocketAddress?) {
    // A sockaddr_in holds family, port and address; a sockaddr_in6 a flow label before it (RFC 3493 §3.3).
    switch address {
    case .v4(let address):
      prefix = withUnsafeBytes(of: address.address) { Array($0[4..<8]) }
    case .v6(let address):
      let bytes = withUnsafeBytes(of: address.address) { Array($0[8..<24]) }
      // ::ffff:0:0/96 holds IPv4 addresses (RFC 4291 §2.5.5.2).
      let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11] == [0xff, 0xff]
      prefix = Array(isMapped ? bytes[12...] : bytes[..<8])
    case .unixDomainSocket, nil:
      prefix = []
    }
  }

  init(prefix: [UInt8]) { self.prefix = prefix }
}
