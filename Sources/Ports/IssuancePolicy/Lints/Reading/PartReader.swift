internal import CertificateFormats
internal import SwiftASN1

/// Walks through the parts of one constructed DER value, each in its turn.
struct PartReader {
  private var nodes: ASN1NodeCollection.Iterator
  private var held: ASN1Node?
  private let whole: StaticString

  /// - Parameter whole: What the parts belong to, for the fault's text.
  init(
    _ node: ASN1Node, as identifier: ASN1Identifier = .sequence, of whole: StaticString
  ) throws(ParsingFault) {
    guard node.identifier == identifier, case .constructed(let parts) = node.content else {
      throw ParsingFault("the \(whole) isn't a \(identifier == .set ? "SET" : "SEQUENCE")")
    }
    nodes = parts.makeIterator()
    held = nodes.next()
    self.whole = whole
  }

  var isAtEnd: Bool { held == nil }

  /// The next part, of whatever type; nil at the end.
  mutating func next() -> ASN1Node? {
    defer { held = nodes.next() }
    return held
  }

  /// The next part, which must be of a type.
  mutating func next(
    _ identifier: ASN1Identifier, _ name: StaticString
  ) throws(ParsingFault) -> ASN1Node {
    guard let part = optional(identifier) else {
      throw ParsingFault("the \(whole) lacks its \(name), or has another type in its place")
    }
    return part
  }

  /// The next part if it is of a type.
  mutating func optional(_ identifier: ASN1Identifier) -> ASN1Node? {
    guard held?.identifier == identifier else { return nil }
    return next()
  }

  /// - Throws: When something follows the last part that there may be.
  func end() throws(ParsingFault) {
    guard isAtEnd else { throw ParsingFault("the \(whole) goes on where it should end") }
  }
}

extension ASN1Node {
  /// The content of a primitive value.
  func octets(of name: StaticString) throws(ParsingFault) -> ArraySlice<UInt8> {
    guard case .primitive(let octets) = content else {
      throw ParsingFault("the \(name) is constructed of parts, which DER forbids (X.690 §10.2)")
    }
    return octets
  }

  /// A BOOLEAN, which DER writes as 00 or FF (X.690 §11.1).
  func boolean(_ name: StaticString) throws(ParsingFault) -> Bool {
    switch Array(try octets(of: name)) {
    case [0x00]: return false
    case [0xff]: return true
    default: throw ParsingFault("the \(name) is a BOOLEAN neither of 00 nor of FF (X.690 §11.1)")
    }
  }

  /// The bits of a BIT STRING: octets, and how many bits of the last one don't count.
  func bits(_ name: StaticString) throws(ParsingFault) -> (octets: ArraySlice<UInt8>, unused: Int) {
    let octets = try octets(of: name)
    guard let first = octets.first, first < 8, octets.count > 1 || first == 0 else {
      throw ParsingFault("the \(name) counts its unused bits wrong (X.690 §8.6)")
    }
    let unused = Int(first)
    // X.690 §11.2.1: unused bits are zero.
    guard let last = octets.last, last & ((1 << first) - 1) == 0 || octets.count == 1 else {
      throw ParsingFault("the \(name) has unused bits that aren't zero (X.690 §11.2.1)")
    }
    return (octets.dropFirst(), unused)
  }

  /// The number of a context-specific tag; nil for tags of other classes.
  var contextTag: Int? {
    identifier.tagClass == .contextSpecific ? Int(exactly: identifier.tagNumber) : nil
  }
}

extension ASN1Identifier {
  static func context(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}
