internal import SwiftASN1

/// The certificate as a whole.
extension Lint {
  static let structure = [
    Lint(
      "version_not_3", .error, "RFC 5280 §4.1.2.1", of: CertificateRole.all,
      "A certificate with extensions has version 3, written as 2."
    ) { certificate in
      guard let version = certificate.tbs.version else { return "it names no version, so it is 1" }
      return version.elementsEqual([2]) ? nil : "the version is written as \(HexList(version))"
    },
    Lint(
      "unique_identifier_present", .error, "RFC 5280 §4.1.2.8", of: CertificateRole.all,
      "The identifiers that keep reused names apart must not be written."
    ) { certificate in
      certificate.tbs.hasUniqueIdentifier ? "issuerUniqueID or subjectUniqueID is there" : nil
    },
    Lint(
      "extensions_empty", .error, "RFC 5280 §4.1.2.9", of: CertificateRole.all,
      "The list of extensions is there and has at least one."
    ) { certificate in
      certificate.tbs.extensions.isEmpty ? "there is no extension" : nil
    },
    Lint(
      "extension_repeated", .error, "RFC 5280 §4.2", of: CertificateRole.all,
      "Each extension stands once."
    ) { certificate in
      let extensions = certificate.tbs.extensions
      for (index, element) in extensions.enumerated()
      where extensions[..<index].contains(where: { $0.oid == element.oid }) {
        return "\(element.oidText) stands again"
      }
      return nil
    },
    Lint(
      "extension_unreadable", .error, "RFC 5280 §4.2", of: CertificateRole.all,
      "Each extension has the syntax that its identifier stands for."
    ) { certificate in
      certificate.tbs.contents.faults.first.map { "\($0.kind.name): \($0.fault)" }
    },
    Lint(
      "default_value_written", .error, "RFC 5280 §4.1, X.690 §11.5", of: CertificateRole.all,
      "DER leaves out what is the default."
    ) { certificate in
      if let element = certificate.tbs.extensions.first(where: \.writesDefault) {
        return "critical FALSE is written in extension \(element.oidText)"
      }
      return certificate.tbs.contents.basicConstraints?.writesDefault == true
        ? "cA FALSE is written in the basic constraints" : nil
    },
    Lint(
      "signature_algorithms_differ", .error, "RFC 5280 §4.1.1.2", of: CertificateRole.all,
      "The algorithm beside the signature is the one within the signed bytes, byte for byte."
    ) { certificate in
      guard let outer = certificate.outerAlgorithm, outer != certificate.tbs.signature else {
        return nil
      }
      return "\(HexList(outer)) beside the signature, \(HexList(certificate.tbs.signature)) within"
    },
  ]

  static let serialNumber = [
    Lint(
      "serial_number_not_positive", .error, "RFC 5280 §4.1.2.2", of: CertificateRole.all,
      "A serial number is a positive integer."
    ) { certificate in
      let octets = certificate.tbs.serialNumber
      guard let first = octets.first else { return "it has no octets" }
      if first & 0x80 != 0 { return "it is negative" }
      return octets.allSatisfy { $0 == 0 } ? "it is zero" : nil
    },
    Lint(
      "serial_number_too_long", .error, "RFC 5280 §4.1.2.2", of: CertificateRole.all,
      "A serial number has at most 20 octets, its sign included."
    ) { certificate in
      let count = certificate.tbs.serialNumber.count
      return count > 20 ? "it has \(count) octets" : nil
    },
    Lint(
      "serial_number_not_minimal", .error, "RFC 5280 §4.1, X.690 §8.3.2", of: CertificateRole.all,
      "An integer is written in its shortest form."
    ) { certificate in
      IntegerForm.isMinimal(certificate.tbs.serialNumber) ? nil : "its first octet says nothing"
    },
    // Whether random bits are random cannot be seen, only whether there is room for them.
    Lint(
      "serial_number_too_short", .warning, "BR §7.1.2", of: CertificateRole.baseline,
      "A serial number contains at least 64 bits from a CSPRNG."
    ) { certificate in
      let count = certificate.tbs.serialNumber.drop { $0 == 0 }.count
      return count < 8 ? "it has \(count * 8) bits" : nil
    },
  ]
}

/// Octets as hexadecimal text, for findings.
struct HexList: CustomStringConvertible {
  let description: String

  init(_ octets: ArraySlice<UInt8>) {
    let shown = octets.prefix(32).map { octet in
      (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
    description = shown.joined() + (octets.count > 32 ? "…" : "")
  }
}

/// How DER writes an INTEGER (X.690 §8.3.2).
enum IntegerForm {
  static func isMinimal(_ octets: ArraySlice<UInt8>) -> Bool {
    guard let first = octets.first else { return false }
    guard octets.count > 1 else { return true }
    let second = octets[octets.startIndex + 1]
    return !(first == 0 && second & 0x80 == 0) && !(first == 0xff && second & 0x80 != 0)
  }
}
