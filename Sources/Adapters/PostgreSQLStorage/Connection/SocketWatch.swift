internal import Dispatch
internal import Glibc

/// Tells when a socket of libpq can be read from, or written to.
///
/// libpq closes its socket when it pleases, so a duplicate is watched, which lives as long as its watch.
final class SocketWatch {
  private let source: any DispatchSourceProtocol

  enum Direction { case reading, writing }

  init?(
    _ socket: Int32, _ direction: Direction, on queue: DispatchQueue,
    _ handler: @escaping @Sendable () -> Void
  ) {
    let descriptor = fcntl(socket, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { return nil }
    switch direction {
    case .reading:
      source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    case .writing:
      source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
    }
    source.setEventHandler(handler: handler)
    source.setCancelHandler { close(descriptor) }
    source.resume()
  }

  deinit { source.cancel() }
}
