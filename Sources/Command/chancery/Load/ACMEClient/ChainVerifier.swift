import SwiftASN1
import Synchronization
import X509

/// Checks downloaded chains: names, key, and each signature by the key of the next certificate.
///
/// Whether the last certificate deserves trust is not its question: a test CA's root is seldom known.
final class ChainVerifier: Sendable {
  private struct Issuers {
    let pem: Substring
    let certificates: [Certificate]
  }

  /// What follows the leaf is the same in nearly all chains, so it is checked once.
  private let lastIssuers = Mutex<Issuers?>(nil)

  /// The leaf of the chain, when all is as ordered.
  ///
  /// - Parameter chain: PEM, the leaf first (RFC 8555 §9.1).
  func leaf(
    of chain: String, names: [String], key: Certificate.PublicKey
  ) throws(ChainError) -> Certificate {
    let (leaf, issuers) = try Self.split(chain)
    guard leaf.publicKey == key else { throw .wrongKey }
    let found = Self.names(of: leaf)
    guard found.sorted() == names.sorted() else { throw .wrongNames(found, wanted: names) }
    guard let issuer = try self.issuers(in: issuers).first else { return leaf }
    guard issuer.publicKey.isValidSignature(leaf.signature, for: leaf) else {
      throw .brokenLink(1)
    }
    return leaf
  }

  /// The leaf of a chain of which nothing is checked.
  func uncheckedLeaf(of chain: String) throws(ChainError) -> Certificate {
    try Self.split(chain).leaf
  }

  /// The leaf, and the text that follows it.
  private static func split(
    _ chain: String
  ) throws(ChainError) -> (leaf: Certificate, issuers: Substring) {
    let mark = "-----END CERTIFICATE-----"
    guard let end = chain.firstRange(of: mark)?.upperBound else {
      throw .unreadable("it holds no PEM certificate")
    }
    guard let leaf = try certificates(in: chain[..<end]).first else {
      throw .unreadable("it holds no certificate")
    }
    return (leaf, chain[end...])
  }

  /// The certificates after the leaf, their links checked.
  private func issuers(in pem: Substring) throws(ChainError) -> [Certificate] {
    if let known = lastIssuers.withLock({ $0 }), known.pem == pem { return known.certificates }
    guard pem.contains("-") else { return [] }
    let certificates = try Self.certificates(in: pem)
    for (position, pair) in zip(certificates, certificates.dropFirst()).enumerated()
    where !pair.1.publicKey.isValidSignature(pair.0.signature, for: pair.0) {
      throw .brokenLink(position + 2)
    }
    lastIssuers.withLock { $0 = Issuers(pem: pem, certificates: certificates) }
    return certificates
  }

  private static func certificates(in pem: Substring) throws(ChainError) -> [Certificate] {
    do {
      return try PEMDocument.parseMultiple(pemString: String(pem)).map {
        try Certificate(pemDocument: $0)
      }
    } catch {
      throw .unreadable(String(describing: error))
    }
  }

  private static func names(of certificate: Certificate) -> [String] {
    let names = try? certificate.extensions.subjectAlternativeNames
    return names?.compactMap { name in
      guard case .dnsName(let text) = name else { return nil }
      return text
    } ?? []
  }
}

extension Certificate {
  /// The serial number in hexadecimal digits, without separators.
  var serialText: String {
    serialNumber.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
