import Dispatch
import Glibc

/// Ctrl-C and SIGTERM, which end a measurement cleanly; the second one ends the process.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Calls a body at the first signal.
  init(_ body: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        signal(number, SIG_DFL)
        body()
      }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
