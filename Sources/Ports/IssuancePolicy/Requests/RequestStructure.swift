internal import CertificateFormats
internal import SwiftASN1

/// The parts of a certificate signing request that swift-certificates doesn't show, or shows late.
///
/// It reads the key before its structure is known to be good, so that a key's faults are told as
/// the key's, and it sees an attribute that stands twice, of which swift-certificates keeps the
/// last: other readers might keep the first.
///
/// - Note: RFC 2986 §4.
struct RequestStructure {
  /// The DER of the SubjectPublicKeyInfo, as sent.
  let spki: ArraySlice<UInt8>

  init(derBytes: [UInt8]) throws(CSRError) {
    let attributes: [ASN1ObjectIdentifier]
    do {
      let info = try Self.children(of: DER.parse(derBytes)).first
      // version, subject, subjectPKInfo, attributes
      guard let info, case let fields = try Self.children(of: info), fields.count == 4 else {
        throw ParsingFault("it has no key or no attributes")
      }
      spki = fields[2].encodedBytes
      attributes = try Self.children(of: fields[3]).map { attribute in
        guard let type = try Self.children(of: attribute).first else {
          throw ParsingFault("an attribute is empty")
        }
        return try ASN1ObjectIdentifier(derEncoded: type)
      }
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
    guard Set(attributes).count == attributes.count else {
      throw .malformed(reason: "an attribute stands twice; ask for all extensions in one")
    }
  }

  private static func children(of node: ASN1Node) throws -> [ASN1Node] {
    guard case .constructed(let nodes) = node.content else {
      throw ParsingFault("one part stands where another should")
    }
    return Array(nodes)
  }
}
