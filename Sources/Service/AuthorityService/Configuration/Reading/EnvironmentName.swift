/// Names of environment variables, as POSIX 2017 XBD §8.1 recommends them.
enum EnvironmentName {
  static let mend = "Use capital letters, digits and underscores, as SOFTHSM2_CONF."

  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
