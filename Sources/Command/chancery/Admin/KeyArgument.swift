import ArgumentParser
import AuthorityModel
import CertificateFormats
import Foundation
import SwiftASN1
import X509

/// A public key, named by its fingerprint or by a file.
struct KeyArgument: ParsableArguments {
  private static let limitInBytes = 1 << 20

  @Argument(help: "SHA-256 of the key's SubjectPublicKeyInfo, in hexadecimal digits.")
  var key: String?

  @Option(help: "A PEM file with the key, private or public, a certificate or a CSR for it.")
  var file: String?

  func validate() throws {
    guard (key == nil) != (file == nil) else {
      throw ValidationError(
        "Which key? Name it by its fingerprint or by --file FILE, by one of the two.")
    }
    if let key, KeyFingerprint(text: SerialText.digits(of: key)) == nil {
      throw ValidationError("\"\(key)\" is no SHA-256 in 64 hexadecimal digits.")
    }
  }

  func fingerprint() throws -> KeyFingerprint {
    if let key, let fingerprint = KeyFingerprint(text: SerialText.digits(of: key)) {
      return fingerprint
    }
    let path = file ?? ""
    let text = try explained {
      String(decoding: try InputFile(path).contents(limitInBytes: Self.limitInBytes), as: UTF8.self)
    }
    do {
      return KeyFingerprint(
        ofSubjectPublicKeyInfo: try PublicKeyInfo(Self.publicKey(in: text)).derBytes)
    } catch {
      // The cause stays out: parsers may quote their input, which may be a private key.
      throw fail(
        "\(path) holds no key, certificate or CSR that can be read. Name a PEM file with one, "
          + "unencrypted.")
    }
  }

  private static func publicKey(in text: String) throws -> Certificate.PublicKey {
    // Other blocks may stand before it, as openssl writes EC PARAMETERS before a key.
    let documents = try PEMDocument.parseMultiple(pemString: text)
    for document in documents {
      switch document.discriminator {
      case Certificate.defaultPEMDiscriminator:
        return try Certificate(pemDocument: document).publicKey
      case CertificateSigningRequest.defaultPEMDiscriminator:
        return try CertificateSigningRequest(pemDocument: document).publicKey
      case "PUBLIC KEY":
        return try Certificate.PublicKey(pemDocument: document)
      case "PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY":
        return try Certificate.PrivateKey(pemDocument: document).publicKey
      default: continue
      }
    }
    throw ParsingFault("there is no key in it")
  }
}
