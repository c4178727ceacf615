internal import CertificateFormats
internal import SwiftASN1

/// The key usages as they are written (RFC 5280 §4.2.1.3).
struct KeyUsageReading {
  /// Bit 0, digitalSignature, is the lowest one here.
  let bits: UInt16
  /// Whether zeros stand at the end, which DER leaves out of a named bit list (X.690 §11.2.2).
  let endsInZeros: Bool

  init(_ node: ASN1Node) throws(ParsingFault) {
    guard node.identifier == .bitString else { throw ParsingFault("it is no BIT STRING") }
    let (octets, unused) = try node.bits("key usage")
    guard octets.count <= 2 else { throw ParsingFault("it has more bits than there are usages") }
    var bits: UInt16 = 0
    for (index, octet) in octets.enumerated() {
      for place in 0..<8 where octet & (0x80 >> place) != 0 {
        bits |= 1 << UInt16(index * 8 + place)
      }
    }
    self.bits = bits
    endsInZeros = octets.last.map { $0 & (1 << unused) == 0 } ?? false
  }

  enum Usage: UInt16, CaseIterable {
    case digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment, keyAgreement
    case keyCertSign, cRLSign, encipherOnly, decipherOnly
  }

  func contains(_ usage: Usage) -> Bool { bits & (1 << usage.rawValue) != 0 }

  /// The first usage that is none of these.
  func first(outside allowed: Set<Usage>) -> Usage? {
    Usage.allCases.first { contains($0) && !allowed.contains($0) }
  }
}
