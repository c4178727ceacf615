internal import Glibc
internal import NIOCore

/// Who is at the other end of a Unix socket, as the kernel saw him when he connected (unix(7)).
struct PeerCredentials: Sendable {
  /// The layout of `struct ucred`, which Glibc's module shows only with `_GNU_SOURCE`.
  let processID: pid_t
  let userID: uid_t
  let groupID: gid_t

  /// Whether he is the service's own user, or root.
  var mayAdminister: Bool { userID == 0 || userID == geteuid() }

  static func peer(of channel: any Channel) async throws -> PeerCredentials? {
    guard let provider = channel as? any SocketOptionProvider else { return nil }
    return try await provider.unsafeGetSocketOption(
      level: .socket, name: .init(rawValue: SO_PEERCRED)
    ).get()
  }
}
