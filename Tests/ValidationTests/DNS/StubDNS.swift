import Synchronization
import Validation

/// A DNS in memory: records by name and type, and names whose lookup fails.
final class StubDNS: DNSResolver {
  private let answers: [String: [DNSRecordType: DNSAnswer]]
  private let errors: [String: ResolutionError]
  private let log = Mutex<[String]>([])

  init(
    _ answers: [String: [DNSRecordType: DNSAnswer]] = [:],
    failing errors: [String: ResolutionError] = [:]
  ) {
    self.answers = answers
    self.errors = errors
  }

  /// The names that were asked for, in turn.
  var questions: [String] { log.withLock(\.self) }

  func answer(
    for name: String, type: DNSRecordType
  ) async throws(ResolutionError) -> DNSAnswer {
    log.withLock { $0.append(name) }
    if let error = errors[name] { throw error }
    guard let records = answers[name] else { return DNSAnswer(records: [], nameExists: false) }
    return records[type] ?? DNSAnswer(records: [])
  }
}

extension DNSAnswer {
  /// CAA records in zone form: `0 issue ca.example`.
  static func caa(_ records: String...) -> DNSAnswer {
    DNSAnswer(
      records: records.map { text in
        let parts = text.split(separator: " ", maxSplits: 2).map { Array($0.utf8) }
        let flags = UInt8(String(decoding: parts[0], as: UTF8.self)) ?? 0
        return [flags, UInt8(parts[1].count)] + parts[1] + (parts.count > 2 ? parts[2] : [])
      })
  }

  /// TXT records of one string each.
  static func txt(_ texts: String...) -> DNSAnswer {
    DNSAnswer(records: texts.map { [UInt8($0.utf8.count)] + Array($0.utf8) })
  }
}
