import Foundation
import SwiftASN1
import X509

extension Located<String> {
  private static var limitInBytes: Int { 1 << 20 }

  /// Reads the one certificate that a PEM file holds or begins with.
  func certificate() throws(ConfigurationProblem) -> Certificate {
    let text = try pem { path throws(FileFault) in
      try FileContents.read(path, limitInBytes: Self.limitInBytes)
    }
    do {
      // Server certificates are often followed by their chain, which is no fault.
      let first = text.range(of: "-----END CERTIFICATE-----").map { text[..<$0.upperBound] }
      return try Certificate(pemEncoded: String(first ?? text[...]))
    } catch {
      throw problem(
        "\(value) holds no certificate that can be read.",
        mend: "Put a PEM certificate there, from `-----BEGIN CERTIFICATE-----` on.")
    }
  }

  /// Reads the private key that a PEM file holds, which only its owner may read.
  func privateKey() throws(ConfigurationProblem) -> Certificate.PrivateKey {
    let text = try pem { path throws(FileFault) in
      try FileContents.readPrivate(path, limitInBytes: Self.limitInBytes)
    }
    do {
      return try Certificate.PrivateKey(pemEncoded: text)
    } catch {
      // The cause stays out: parsers may quote their input.
      throw problem(
        "\(value) holds no private key that can be read.",
        mend: "Put an unencrypted P-256, P-384 or RSA key there, in PEM form.")
    }
  }

  private func pem(
    _ read: (String) throws(FileFault) -> Data
  ) throws(ConfigurationProblem) -> String {
    let data: Data
    do {
      data = try read(value)
    } catch {
      throw problem("The file can't be read: \(error.reason).", mend: error.mend)
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw problem(
        "\(value) is not in PEM form.", mend: "Convert it with openssl, or name another file.")
    }
    return text
  }
}
