/// The content of a TXT record: its strings, joined as RFC 8555 §8.4 and most others read them.
///
/// - Note: RFC 1035 §3.3.14.
package struct TXTRecordData: Sendable, Hashable {
  package let text: [UInt8]

  /// Reads RDATA: one or more strings, each behind its length.
  ///
  /// - Returns: Nil where a length points past the end, or there is no string at all.
  package init?(rdata: [UInt8]) {
    var text: [UInt8] = []
    text.reserveCapacity(rdata.count)
    var rest = rdata[...]
    guard !rest.isEmpty else { return nil }
    while let length = rest.popFirst() {
      guard rest.count >= length else { return nil }
      text += rest.prefix(Int(length))
      rest.removeFirst(Int(length))
    }
    self.text = text
  }
}
