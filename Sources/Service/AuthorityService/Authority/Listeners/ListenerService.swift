internal import ServiceLifecycle

/// A listener that, when it can't listen, says which one it is and how to mend it.
struct ListenerService: Service {
  let name: String
  let settings: ListenerConfiguration
  let listener: any Service
  /// Called when the process is asked to end, while requests in hand still go on.
  var onShutdown: @Sendable () -> Void = {}

  func run() async throws {
    do {
      try await withGracefulShutdownHandler {
        try await listener.run()
      } onGracefulShutdown: {
        onShutdown()
      }
    } catch is CancellationError {
      return
    } catch {
      throw AuthorityError.listener(
        name: name, address: "\(settings.address.value):\(settings.port)", reason: "\(error)")
    }
  }
}
