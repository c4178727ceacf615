package import CertificateFormats
internal import SwiftASN1
internal import X509

/// A distinguished name as people write it: `CN=Example Root,O=Example Org,C=US` (RFC 4514).
///
/// The text begins with the most specific part; the DER has it last (RFC 4514 §2.1).
package struct SubjectName: Sendable, Hashable {
  package let name: EncodedName

  package init(_ text: String) throws(SubjectNameFault) {
    var attributes: [RelativeDistinguishedName.Attribute] = []
    for part in try Self.parts(of: text) { attributes.append(try Self.attribute(part)) }
    guard !attributes.isEmpty else { throw .empty }
    let rdns = attributes.reversed().map { RelativeDistinguishedName($0) }
    do throws(CertificateFormatError) {
      name = try EncodedName(DistinguishedName(rdns))
    } catch {
      throw .badValue(type: "the subject", reason: "it can't be written as DER")
    }
  }

  /// The parts between commas that no backslash precedes.
  private static func parts(of text: String) throws(SubjectNameFault) -> [String] {
    var parts: [String] = []
    var part = ""
    var isEscaped = false
    for letter in text {
      if isEscaped {
        part.append(letter)
        isEscaped = false
      } else if letter == "\\" {
        isEscaped = true
      } else if letter == "," {
        parts.append(part)
        part = ""
      } else if letter == "+" {
        throw .badValue(type: part, reason: "parts joined by + are not supported; write \\+")
      } else {
        part.append(letter)
      }
    }
    guard !isEscaped else { throw .badValue(type: part, reason: "it ends with a backslash") }
    return parts + [part]
  }

  private static func attribute(
    _ part: String
  ) throws(SubjectNameFault) -> RelativeDistinguishedName.Attribute {
    guard let equals = part.firstIndex(of: "=") else { throw .noValue(part: part) }
    let type = part[..<equals].filter { !$0.isWhitespace }.uppercased()
    let value = String(part[part.index(after: equals)...])
    guard let (identifier, longest) = types[type] else {
      throw .unknownType(type: type, known: types.keys.sorted())
    }
    guard !value.isEmpty else { throw .badValue(type: type, reason: "it is empty") }
    guard type != "C" || value.count == 2 else {
      throw .badValue(type: type, reason: "a country is two letters, as C=US")
    }
    guard value.unicodeScalars.count <= longest else {
      throw .badValue(type: type, reason: "it is longer than \(longest) characters")
    }
    guard type == "C" || type == "SERIALNUMBER" else {
      return RelativeDistinguishedName.Attribute(type: identifier, utf8String: value)
    }
    do {
      return try RelativeDistinguishedName.Attribute(type: identifier, printableString: value)
    } catch {
      throw .badValue(type: type, reason: "it has letters that a PrintableString can't hold")
    }
  }

  /// The types of attributes, with their upper bounds (RFC 5280 appendix A.1).
  private static let types: [String: (ASN1ObjectIdentifier, longest: Int)] = [
    "CN": (.NameAttributes.commonName, 64),
    "O": (.NameAttributes.organizationName, 64),
    "OU": (.NameAttributes.organizationalUnitName, 64),
    "C": (.NameAttributes.countryName, 2),
    "ST": (.NameAttributes.stateOrProvinceName, 128),
    "L": (.NameAttributes.localityName, 128),
    "SERIALNUMBER": (.NameAttributes.serialNumber, 64),
  ]
}

/// What is wrong with a subject's text.
package enum SubjectNameFault: Error, Sendable, Hashable {
  case empty
  case noValue(part: String)
  case unknownType(type: String, known: [String])
  case badValue(type: String, reason: String)
}

extension SubjectNameFault: CustomStringConvertible {
  package var description: String {
    let mend = "Write it as \"CN=Example Root,O=Example Org,C=US\"."
    return switch self {
    case .empty: "The subject is empty. \(mend)"
    case .noValue(let part): "\"\(part)\" of the subject has no value. \(mend)"
    case .unknownType(let type, let known):
      "\"\(type)\" of the subject is not known; there are \(known.joined(separator: ", ")). \(mend)"
    case .badValue(let type, let reason): "\(type) of the subject is wrong: \(reason). \(mend)"
    }
  }
}
