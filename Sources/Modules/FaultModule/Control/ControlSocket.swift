/// Later.
final class ControlSocket: Sendable {}

extension FaultyModule {
  func openControlSocket() {}
  func closeControlSocket() {}
}
