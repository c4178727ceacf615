import CertificateFormats
import Foundation
import SwiftASN1
import X509

/// A file that holds a certificate, perhaps followed by its chain.
struct CertificateFile {
  private static let limitInBytes = 1 << 20

  let path: String

  /// The first certificate in it, PEM or DER.
  func certificate() throws(FileProblem) -> Certificate {
    let bytes = try contents()
    do {
      if bytes.first == 0x30 { return try Certificate(derEncoded: bytes) }
      let first = try PEM.certificates(in: String(decoding: bytes, as: UTF8.self)).first
      guard let first else { throw FileProblem.noCertificate(path) }
      return try Certificate(derEncoded: first)
    } catch {
      throw .noCertificate(path)
    }
  }

  /// The DER of all certificates in it.
  func all() throws(FileProblem) -> [[UInt8]] {
    let bytes = try contents()
    if bytes.first == 0x30 { return [bytes] }
    do {
      return try PEM.certificates(in: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw .noCertificate(path)
    }
  }

  private func contents() throws(FileProblem) -> [UInt8] {
    Array(try InputFile(path).contents(limitInBytes: Self.limitInBytes))
  }
}
