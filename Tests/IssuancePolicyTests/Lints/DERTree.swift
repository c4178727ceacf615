/// DER as a tree that can be bent out of shape: writes whatever it is told to, right or wrong.
enum DERTree: Equatable, Sendable {
  case primitive(UInt8, [UInt8])
  case constructed(UInt8, [DERTree])
  /// Bytes that are written as they stand.
  case raw([UInt8])

  struct NoDER: Error {}

  init(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    self = try Self.read(&rest)
    guard rest.isEmpty else { throw NoDER() }
  }

  private static func read(_ rest: inout ArraySlice<UInt8>) throws -> DERTree {
    guard let tag = rest.popFirst(), let first = rest.popFirst() else { throw NoDER() }
    var length = Int(first)
    if first >= 0x80 {
      length = try (0..<(first & 0x7f)).reduce(0) { sum, _ in
        guard let octet = rest.popFirst() else { throw NoDER() }
        return sum << 8 | Int(octet)
      }
    }
    guard rest.count >= length else { throw NoDER() }
    var content = rest.prefix(length)
    rest = rest.dropFirst(length)
    guard tag & 0x20 != 0 else { return .primitive(tag, Array(content)) }
    var children: [DERTree] = []
    while !content.isEmpty { children.append(try read(&content)) }
    return .constructed(tag, children)
  }

  var bytes: [UInt8] {
    switch self {
    case .raw(let bytes): bytes
    case .primitive(let tag, let content): [tag] + Self.length(content.count) + content
    case .constructed(let tag, let children):
      [tag] + Self.length(children.map(\.bytes.count).reduce(0, +)) + children.flatMap(\.bytes)
    }
  }

  private static func length(_ count: Int) -> [UInt8] {
    switch count {
    case ..<0x80: [UInt8(count)]
    case ..<0x100: [0x81, UInt8(count)]
    default: [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
    }
  }

  /// The parts of a constructed value; of any other, none.
  var parts: [DERTree] {
    get { if case .constructed(_, let parts) = self { parts } else { [] } }
    set { if case .constructed(let tag, _) = self { self = .constructed(tag, newValue) } }
  }

  /// The octets of a primitive value; of any other, none.
  var octets: [UInt8] {
    get { if case .primitive(_, let octets) = self { octets } else { [] } }
    set { if case .primitive(let tag, _) = self { self = .primitive(tag, newValue) } }
  }
}

/// What certificates are made of.
extension DERTree {
  static func sequence(_ parts: DERTree...) -> DERTree { .constructed(0x30, parts) }
  static func sequence(of parts: [DERTree]) -> DERTree { .constructed(0x30, parts) }
  static func set(_ parts: DERTree...) -> DERTree { .constructed(0x31, parts) }
  static func boolean(_ value: Bool) -> DERTree { .primitive(0x01, [value ? 0xff : 0x00]) }
  static func integer(_ octets: [UInt8]) -> DERTree { .primitive(0x02, octets) }
  static func bits(_ octets: [UInt8], unused: UInt8 = 0) -> DERTree {
    .primitive(0x03, [unused] + octets)
  }
  static func octetString(_ octets: [UInt8]) -> DERTree { .primitive(0x04, octets) }
  static let null = DERTree.primitive(0x05, [])
  static func oid(_ octets: [UInt8]) -> DERTree { .primitive(0x06, octets) }
  static func utf8(_ text: String) -> DERTree { .primitive(0x0c, Array(text.utf8)) }
  static func printable(_ text: String) -> DERTree { .primitive(0x13, Array(text.utf8)) }
  static func utcTime(_ text: String) -> DERTree { .primitive(0x17, Array(text.utf8)) }
  static func generalizedTime(_ text: String) -> DERTree { .primitive(0x18, Array(text.utf8)) }
  static func tagged(_ number: UInt8, _ parts: DERTree...) -> DERTree {
    .constructed(0xa0 | number, parts)
  }
  static func tagged(_ number: UInt8, octets: [UInt8]) -> DERTree {
    .primitive(0x80 | number, octets)
  }
  static func tagged(_ number: UInt8, text: String) -> DERTree {
    .primitive(0x80 | number, Array(text.utf8))
  }
  /// One attribute of a name, by the last octet of 2.5.4.x.
  static func attribute(_ type: UInt8, _ value: DERTree) -> DERTree {
    .set(.sequence(.oid([0x55, 0x04, type]), value))
  }
}
