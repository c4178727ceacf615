/// The beginning of what a stranger sent, made safe to show: printable ASCII, bounded.
///
/// Whatever comes from an applicant's host ends in problem documents, logs and terminals.
package struct PrintableExcerpt: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ bytes: some Sequence<UInt8>, limitInCharacters limit: Int = 120) {
    var text = ""
    var count = 0
    for byte in bytes {
      guard count < limit else {
        text += "..."
        break
      }
      let isPrintable = (0x20...0x7e).contains(byte)
      text.unicodeScalars.append(isPrintable ? Unicode.Scalar(byte) : "?")
      count += 1
    }
    description = text
  }

  package init(_ text: String, limitInCharacters limit: Int = 120) {
    self.init(text.utf8, limitInCharacters: limit)
  }
}
