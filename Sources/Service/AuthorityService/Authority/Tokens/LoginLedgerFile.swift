internal import AuthorityModel
internal import Foundation
internal import Glibc
internal import HSMSigning
internal import Signing
internal import Synchronization

/// What became of each token's last login, in a file beside the database (law 8).
///
/// It holds names, reasons, times and which PIN file there was; never a PIN, nor anything made of one.
/// See `docs/decisions/0007-parking.md`.
final class LoginLedgerFile: Sendable {
  private static let limitInBytes = 1 << 20

  let path: String
  private let clock: WallClock
  private let entries: Mutex<[String: Entry]>

  fileprivate struct Entry: Codable {
    var state: LoginRecord.State
    var reason: String
    var pinRevision: String
    var since: Timestamp
    /// How many logins were begun with this PIN file and not seen to end.
    var unfinished = 0
  }

  /// Reads the file, if there is one.
  ///
  /// - Throws: Where it can't be read: nobody knows then whether a login would be a second one.
  init(besideDatabase database: String, clock: WallClock) throws(FileFault) {
    path = "\(database).logins"
    self.clock = clock
    var entries: [String: Entry] = [:]
    if access(path, F_OK) == 0 {
      let text = try FileContents.readPrivate(path, limitInBytes: Self.limitInBytes)
      do {
        entries = try JSONDecoder().decode([String: Entry].self, from: text)
      } catch {
        throw FileFault(
          reason: "\(path), which says what became of the last logins, is damaged",
          mend: "Make sure that the PIN files are right, then remove it.")
      }
    }
    self.entries = Mutex(entries)
  }
}

extension LoginLedgerFile.Entry {
  fileprivate init(_ record: LoginRecord, after last: Self?, at now: Timestamp) {
    state = record.state
    reason = record.reason
    pinRevision = record.pinRevision
    since = now
    guard record.state == .trying else { return }
    let isAgain = last?.state == .trying && last?.pinRevision == record.pinRevision
    unfinished = 1 + (isAgain ? last?.unfinished ?? 0 : 0)
  }
}

extension LoginLedgerFile: LoginLedger {
  /// The record, as `parked` where a process has died in a login for the second time.
  func record(ofToken name: String) -> LoginRecord? {
    guard let entry = entries.withLock({ $0[name] }) else { return nil }
    guard entry.unfinished < 2 else {
      return LoginRecord(
        state: .parked,
        reason:
          "two logins were cut off before they ended, so it is not known whether the PIN is right",
        pinRevision: entry.pinRevision)
    }
    return LoginRecord(state: entry.state, reason: entry.reason, pinRevision: entry.pinRevision)
  }

  /// Durable on return.
  func setRecord(_ record: LoginRecord?, ofToken name: String) throws(SigningError) {
    let now = clock.now
    do throws(DurableFile.Fault) {
      try entries.withLock { entries throws(DurableFile.Fault) in
        var next = entries
        next[name] = record.map { Entry($0, after: entries[name], at: now) }
        try write(next)
        entries = next
      }
    } catch {
      throw .tokenUnavailable(
        token: name,
        reason: "\(error); no login is made that could not be remembered. Mend the folder or disk")
    }
  }

  private func write(_ entries: [String: Entry]) throws(DurableFile.Fault) {
    guard !entries.isEmpty else { return try DurableFile.remove(path) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers can always be encoded.
    try DurableFile.replace(path, with: (try? encoder.encode(entries)) ?? Data())
  }
}
