internal import CertificateFormats
internal import SwiftASN1

/// Bytes taken apart by the rules of DER: definite lengths in their shortest form, no byte left over.
enum ParsedDER {
  static func node(
    of bytes: ArraySlice<UInt8>, _ name: StaticString
  ) throws(ParsingFault) -> ASN1Node {
    do {
      return try DER.parse(bytes)
    } catch {
      throw ParsingFault("the \(name) is no DER: \(ParsingFault(error))")
    }
  }
}
