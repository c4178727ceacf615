import ArgumentParser
import OperatorConsole
import ReportPages

extension RunningAuthority {
  /// Prints what came of a revocation, or would come of it.
  func show(_ answer: AdminAnswer) throws {
    guard case .revocation(let report) = answer else {
      throw fail("serve answered something else than was asked.")
    }
    try write(report, orElse: RevocationText(report).text)
  }
}

/// What came of a revocation, for people.
struct RevocationText {
  private let report: RevocationReport

  init(_ report: RevocationReport) {
    self.report = report
  }

  var text: String {
    var parts: [String] = []
    if let key = report.key {
      parts.append("the key \(key) \(report.done ? "is" : "would be") blocked")
    }
    let count = report.certificates
    let subject = count == 1 ? "1 certificate" : "\(count) certificates"
    let verb = report.done ? (count == 1 ? "is" : "are") : "would be"
    parts.append("\(subject) \(verb) revoked (\(report.reason))")
    let sentence = parts.joined(separator: "; ")
    return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
      + (report.done ? "" : " Nothing was done: say --no-dry-run to do it.")
  }
}

/// Blocked keys as text for people.
struct BlockedKeyTable {
  private let keys: [BlockedKeyReport]

  init(_ keys: [BlockedKeyReport]) {
    self.keys = keys
  }

  /// Without a line end at the end.
  var text: String {
    var table = TextTable()
    for key in keys {
      table.add(key.key, Self.cause(key.cause), key.blockedAt ?? "", key.note ?? "")
    }
    return table.lines().joined(separator: "\n")
  }

  private static func cause(_ word: String) -> String {
    switch word {
    case "provenCompromise": "proved"
    case "operatorDecision": "decided"
    default: word
    }
  }
}
