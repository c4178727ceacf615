internal import SwiftASN1

/// A field of a TBSCertificate, found by its place (RFC 5280 §4.1).
enum TBSField: Int {
  case serialNumber = 0
  case signature, issuer, validity, subject, subjectPublicKeyInfo

  /// The field's bytes, exactly as they stand in the certificate.
  func bytes(in tbsBytes: ArraySlice<UInt8>) throws(CertificateFormatError) -> [UInt8] {
    do {
      let nodes = try DER.sequence(DER.parse(tbsBytes), identifier: .sequence) { iterator in
        var nodes: [ASN1Node] = []
        while let node = iterator.next() { nodes.append(node) }
        return nodes
      }
      let version = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
      let place = rawValue + (nodes.first?.identifier == version ? 1 : 0)
      guard nodes.indices.contains(place) else {
        throw CertificateFormatError.malformed(part: "\(self)", reason: "the certificate lacks it")
      }
      return Array(nodes[place].encodedBytes)
    } catch let error as CertificateFormatError {
      throw error
    } catch {
      throw .malformed(part: "certificate", reason: ParsingFault(error).description)
    }
  }
}
