import Foundation
import Synchronization

/// Runs a body on so many threads of its own at once, and returns what each came to.
///
/// A session belongs to one thread, and tasks wander.
func onThreads<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
  let results = Mutex<[Result<Value, any Error>]>([])
  let done = DispatchGroup()
  for number in 0..<count {
    done.enter()
    Thread.detachNewThread {
      let result = Result { try body(number) }
      results.withLock { $0.append(result) }
      done.leave()
    }
  }
  done.wait()
  return try results.withLock { $0 }.map { try $0.get() }
}
