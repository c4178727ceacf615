internal import CertificateFormats
internal import SwiftASN1
internal import X509

/// Checks a certificate signing request against the order that it finalizes.
///
/// Of the extensions that a request may ask for, only the subject alternative name is read. All
/// others, CA:TRUE and must-staple among them, are passed over: the profile alone says what a
/// certificate holds (RFC 8555 §7.4 leaves that to the server).
///
/// - Note: RFC 8555 §7.4, RFC 2986.
package struct CSRCheck: Sendable {
  /// Ample for RSA-4096 and a hundred of the longest names.
  package static let defaultSizeLimitInBytes = 32_768

  private let keys: KeyPolicy
  private let sizeLimitInBytes: Int

  package init(keys: KeyPolicy, sizeLimitInBytes: Int = defaultSizeLimitInBytes) {
    self.keys = keys
    self.sizeLimitInBytes = sizeLimitInBytes
  }

  /// Accepts a request that is well-formed, signed by its own key and names just what was ordered.
  ///
  /// - Parameter derBytes: The request as sent; any bytes at all may be given.
  /// - Parameter orderNames: The order's identifiers, every one authorized.
  package func acceptedRequest(
    _ derBytes: [UInt8], for orderNames: Set<DomainName>
  ) throws(CSRError) -> AcceptedRequest {
    guard derBytes.count <= sizeLimitInBytes else {
      throw .tooLarge(octets: derBytes.count, limit: sizeLimitInBytes)
    }
    let key = try key(in: derBytes)
    let request = try Self.request(derBytes)
    try Self.checkSignature(of: request)
    let names = try RequestedNames(of: request).names
    guard names == orderNames, let accepted = AcceptedRequest(key: key, names: names) else {
      throw .names(
        missing: orderNames.subtracting(names).sorted(),
        extra: names.subtracting(orderNames).sorted())
    }
    return accepted
  }

  /// Checks the key before all else, so that its faults are told as the key's.
  private func key(in derBytes: [UInt8]) throws(CSRError) -> AcceptedKey {
    let structure = try RequestStructure(derBytes: derBytes)
    do {
      return try AcceptedKey(spki: structure.spki, policy: keys)
    } catch {
      throw .publicKey(error)
    }
  }

  private static func request(_ derBytes: [UInt8]) throws(CSRError) -> CertificateSigningRequest {
    do {
      return try CertificateSigningRequest(derEncoded: derBytes)
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
  }

  private static func checkSignature(of request: CertificateSigningRequest) throws(CSRError) {
    let proving: [Certificate.SignatureAlgorithm] = [
      .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
      .sha256WithRSAEncryption, .sha384WithRSAEncryption, .sha512WithRSAEncryption,
    ]
    guard proving.contains(request.signatureAlgorithm) else {
      throw .signatureAlgorithm(name: "\(request.signatureAlgorithm)")
    }
    guard request.publicKey.isValidSignature(request.signature, for: request) else {
      throw .signature
    }
  }
}
