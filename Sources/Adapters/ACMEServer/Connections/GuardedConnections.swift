internal import AuthorityModel
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// Takes no more connections than there is room for, and ends those of slow and silent clients.
///
/// A connection too many is closed at once: its client sees that and may come again, while one that is
/// left in the kernel's backlog only sees that nothing happens.
struct GuardedConnections<Base: ServerChildChannel>: ServerChildChannel {
  private let base: Base
  private let limits: ListenerLimits
  private let clock: SteadyClock
  private let register: OpenConnections

  init(_ base: Base, limits: ListenerLimits, clock: SteadyClock, register: OpenConnections) {
    self.base = base
    self.limits = limits
    self.clock = clock
    self.register = register
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    let group = AddressGroup(channel.remoteAddress)
    guard register.state.withLock({ $0.open(from: group) }) else {
      return channel.close().flatMap { channel.eventLoop.makeFailedFuture(ChannelError.eof) }
    }
    channel.closeFuture.whenComplete { [register] _ in
      register.state.withLock { $0.close(from: group) }
    }
    return base.setup(channel: channel, logger: logger).flatMapThrowing { [limits, clock] value in
      let pipeline = channel.pipeline.syncOperations
      let tls = try pipeline.handler(type: NIOSSLServerHandler.self)
      try pipeline.addHandler(
        ConnectionPaceHandler(limits: limits, clock: clock), position: .after(tls))
      return value
    }
  }

  func handle(value: Base.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}

/// The connections that one listener holds.
final class OpenConnections: Sendable {
  let state: Mutex<ConnectionRegister>

  init(_ limits: ListenerLimits) {
    state = Mutex(
      ConnectionRegister(
        limit: limits.connections, limitPerAddress: limits.connectionsPerAddress))
  }
}
