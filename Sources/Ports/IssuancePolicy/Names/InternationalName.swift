internal import CIDN2

/// International names, by libidn2.
///
/// - Note: RFC 5890, RFC 5891; UTS #46 for what people type.
enum InternationalName {
  /// The form in which a name that isn't in ASCII can be ordered.
  ///
  /// Capital letters and the like are mapped as browsers do it. Nil where there is no such form.
  static func asciiForm(of given: String) -> String? {
    guard !given.utf8.contains(0) else { return nil }
    let isWildcard = given.hasPrefix("*.")
    // Without IDN2_USE_STD3_ASCII_RULES, by which libidn2 leaves out an underscore without a word.
    let flags = IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue
    var result: UnsafeMutablePointer<CChar>?
    let name = isWildcard ? String(given.dropFirst(2)) : given
    guard idn2_to_ascii_8z(name, &result, CInt(bitPattern: flags)) == IDN2_OK.rawValue, let result
    else { return nil }
    defer { idn2_free(result) }
    return (isWildcard ? "*." : "") + String(cString: result)
  }

  /// Why an `xn--` label is the encoding of no label that IDNA2008 knows; nil when it is.
  ///
  /// Decoded and encoded again, it must be what it was (RFC 5891 §4.2, §4.4).
  static func fault(ofLabel label: Substring) -> String? {
    var result: UnsafeMutablePointer<UInt8>?
    let code = idn2_register_u8(nil, Array(label.utf8) + [0], &result, 0)
    idn2_free(result)
    return code == IDN2_OK.rawValue ? nil : String(cString: idn2_strerror(code))
  }
}
