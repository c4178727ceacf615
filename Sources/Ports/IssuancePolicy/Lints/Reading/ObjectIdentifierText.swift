/// Object identifiers in dotted form.
enum ObjectIdentifierText {
  /// - Parameter octets: The content octets (X.690 §8.19).
  static func text(ofContent octets: ArraySlice<UInt8>) -> String {
    var numbers: [UInt64] = []
    var number: UInt64 = 0
    for octet in octets {
      guard number < UInt64.max >> 7 else { return "of more than 64 bits" }
      number = number << 7 | UInt64(octet & 0x7f)
      if octet & 0x80 == 0 {
        numbers.append(number)
        number = 0
      }
    }
    guard let first = numbers.first else { return "" }
    let arc = min(first / 40, 2)
    return ([arc, first - arc * 40] + numbers.dropFirst()).map(String.init).joined(separator: ".")
  }
}
