import AuthorityModel

extension SerialNumber {
  /// A serial number that no test names.
  static func random() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }
}
