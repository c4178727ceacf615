package import AuthorityModel

/// The text of evidence as ``JSONColumn`` writes it, put together by hand where nothing in it needs an
/// escape.
///
/// It is written once for a certificate, nearly always without quotes and beyond ASCII; an encoder takes
/// ten times as long. The rest is the encoder's.
package enum EvidenceText {
  package static func text(of record: ValidationRecord) throws(StorageError) -> String {
    let texts = record.observations + (record.caa.map { $0.records + [$0.domain ?? ""] } ?? [])
    guard texts.allSatisfy(\.needsNoEscapes) else { return try JSONColumn.text(of: record) }
    var text = "{"
    text.reserveCapacity(192 + texts.reduce(0) { $0 + $1.utf8.count + 3 })
    if let caa = record.caa { append(caa, to: &text) }
    text += "\"method\":\"\(record.method.rawValue)\",\"observations\":"
    append(record.observations, to: &text)
    text += ",\"validatedAt\":\(record.validatedAt.json)}"
    return text
  }

  private static func append(_ caa: CAARecord, to text: inout String) {
    text += "\"caa\":{\"checkedAt\":\(caa.checkedAt.json),"
    if let domain = caa.domain { text += "\"domain\":\"\(domain)\"," }
    text += "\"records\":"
    append(caa.records, to: &text)
    text += "},"
  }

  private static func append(_ texts: [String], to text: inout String) {
    text += "["
    var separator = "\""
    for one in texts {
      text += separator
      text += one
      separator = "\",\""
    }
    text += texts.isEmpty ? "]" : "\"]"
  }
}
