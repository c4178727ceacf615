internal import CCryptoki
import Foundation

/// Sessions that were let go of while their module let no call pass.
///
/// `@unchecked`: the list is only touched under the lock.
final class AbandonedSessions: @unchecked Sendable {
  private let lock = NSLock()
  private var handles: [CK_SESSION_HANDLE] = []

  func append(_ handle: CK_SESSION_HANDLE) {
    lock.withLock { handles.append(handle) }
  }

  func removeAll() -> [CK_SESSION_HANDLE] {
    lock.withLock {
      defer { handles = [] }
      return handles
    }
  }
}
