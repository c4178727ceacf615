/// The value of an `issue` or `issuewild` property: a CA's domain name, and conditions.
///
/// - Note: The grammar `issue-value` of RFC 8659 §4.2.
package struct CAAIssueValue: Sendable, Hashable {
  package struct Parameter: Sendable, Hashable {
    /// In lower case.
    package let tag: String
    /// Printable ASCII without spaces and semicolons; may be empty.
    package let value: String
  }

  /// The CA's domain name in lower case; nil where nobody may issue.
  package let issuer: String?
  package let parameters: [Parameter]

  /// Reads a value by the letter of the grammar.
  ///
  /// - Returns: Nil where it doesn't match, which means what an empty value means: no CA is
  ///   authorized by this property.
  package init?(_ value: [UInt8]) {
    // A semicolon can't stand in a parameter's value, so it always separates.
    let parts = value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map(\.trimmingBlanks)
    guard let name = parts.first else { return nil }
    guard name.isEmpty || name.isDomainName else { return nil }
    issuer = name.isEmpty ? nil : String(decoding: name, as: UTF8.self).lowercased()
    let rest = parts.dropFirst()
    // A semicolon may end the value, but only where no parameter follows it.
    guard rest.count != 1 || rest.first?.isEmpty != true else {
      parameters = []
      return
    }
    var parameters: [Parameter] = []
    for part in rest {
      guard let parameter = Parameter(part) else { return nil }
      parameters.append(parameter)
    }
    self.parameters = parameters
  }

  /// The values of all parameters of one tag.
  package func values(of tag: String) -> [String] {
    parameters.filter { $0.tag == tag }.map(\.value)
  }
}

extension CAAIssueValue.Parameter {
  fileprivate init?(_ text: ArraySlice<UInt8>) {
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let tag = text[..<equals].trimmingBlanks
    let value = text[(equals + 1)...].trimmingBlanks
    guard tag.isLabel, value.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    self.tag = String(decoding: tag, as: UTF8.self).lowercased()
    self.value = String(decoding: value, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Without `WSP` of RFC 5234 at both ends.
  fileprivate var trimmingBlanks: ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }

  /// Letters and digits, hyphens only between them.
  fileprivate var isLabel: Bool {
    guard let first, let last, first.isASCIILetterOrDigit, last.isASCIILetterOrDigit else {
      return false
    }
    return allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
  }

  fileprivate var isDomainName: Bool {
    split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(\.isLabel)
  }
}
