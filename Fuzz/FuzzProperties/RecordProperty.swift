import Foundation
import Validation

/// Records of strangers' zones: what is read can be written back, and CAA's grammar has no two readings.
enum RecordProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    try checkTXT(bytes)
    try checkProperty(bytes)
    try checkIssueValue(bytes)
  }

  private static func checkTXT(_ rdata: [UInt8]) throws(Violation) {
    guard let record = TXTRecordData(rdata: rdata) else { return }
    try require(record.text.count < rdata.count, "a TXT record grew")
    var written: [UInt8] = record.text.isEmpty ? [0] : []
    var rest = record.text[...]
    while !rest.isEmpty {
      let string = rest.prefix(255)
      written += [UInt8(string.count)] + string
      rest = rest.dropFirst(255)
    }
    try require(TXTRecordData(rdata: written) == record, "a TXT record changed by being written")
  }

  private static func checkProperty(_ rdata: [UInt8]) throws(Violation) {
    guard let property = CAAProperty(rdata: rdata) else { return }
    let tag = Array(property.tag.utf8)
    try require(
      rdata.count == 2 + tag.count + property.value.count, "bytes of a CAA record are lost")
    let written = [property.flags, UInt8(tag.count)] + tag + property.value
    try require(CAAProperty(rdata: written) == property, "a CAA record changed by being written")
    try checkIssueValue(property.value)
    try checkJudgement(property)
  }

  /// Whoever isn't named may not issue, and an unknown critical property forbids everything.
  private static func checkJudgement(_ property: CAAProperty) throws(Violation) {
    let request = CAARequest(
      identities: ["ca.example"], isWildcard: false, accountURL: "https://ca.example/1",
      method: "http-01")
    let isPermitted = permits([property], request)
    if property.tag == "issue", isPermitted {
      let issuer = CAAIssueValue(property.value)?.issuer
      try require(issuer == "ca.example", "issue for \(issuer ?? "nobody") permits ca.example")
    }
    if property.isCritical, !["issue", "issuewild", "iodef"].contains(property.tag) {
      try require(!isPermitted, "the critical property \(property.tag) is passed over")
    }
    if let nobody = CAAProperty(rdata: [0, 5] + Array("issue;".utf8)) {
      try require(!permits([nobody], request), "'issue ;' permits")
      let isGranted = property.tag == "issue" && isPermitted
      try require(
        permits([nobody, property], request) == isGranted, "another record undoes 'issue ;'")
    }
  }

  private static func permits(_ properties: [CAAProperty], _ request: CAARequest) -> Bool {
    (try? CAARecordSet(domain: "a.example", properties: properties).check(request)) != nil
  }

  private static func checkIssueValue(_ bytes: [UInt8]) throws(Violation) {
    let isInGrammar = matches(bytes)
    guard let value = CAAIssueValue(bytes) else {
      try require(!isInGrammar, "a value of the grammar is refused: \(bytes)")
      return
    }
    try require(isInGrammar, "a value outside of the grammar is taken: \(bytes)")
    let parameters = value.parameters.map { "; \($0.tag)=\($0.value)" }.joined()
    let written = (value.issuer ?? "") + (parameters.isEmpty ? ";" : parameters)
    try require(CAAIssueValue(Array(written.utf8)) == value, "'\(written)' is read differently")
  }

  /// The grammar of RFC 8659 §4.2 once more, as a regular expression.
  private static func matches(_ bytes: [UInt8]) -> Bool {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
    let label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    let parameter = "\(label)[ \\t]*=[ \\t]*[\\x21-\\x3a\\x3c-\\x7e]*"
    let value =
      "\\A[ \\t]*(?:\(label)(?:\\.\(label))*[ \\t]*)?"
      + "(?:;[ \\t]*(?:\(parameter)(?:[ \\t]*;[ \\t]*\(parameter))*[ \\t]*)?)?\\z"
    return String(decoding: bytes, as: UTF8.self)
      .range(of: value, options: .regularExpression) != nil
  }
}
