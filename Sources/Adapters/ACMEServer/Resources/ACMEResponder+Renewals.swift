internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Registration

extension ACMEResponder {
  /// When a certificate had better be renewed.
  ///
  /// - Parameter text: What follows the resource's URL; nil where nothing does.
  /// - Note: RFC 9773 §4. For some minutes caches may answer in our place (§6): a window changes when a
  ///   certificate is revoked, and clients ask again after hours.
  func renewalInfo(_ text: String?) async throws -> Reply {
    guard let text else { throw RequestError.noCertificateNamed }
    let identifier: CertificateIdentifier
    do throws(CertificateIdentifierError) {
      identifier = try CertificateIdentifier(parsing: text)
    } catch {
      throw RequestError.certificateIdentifier(text, error)
    }
    guard let reference = CertificateReference(identifier) else {
      throw RegistrationError.unknownCertificate
    }
    let advice = try await desk.renewals.advice(about: reference)
    var reply = Reply(resource: rendering.renewalInfo(advice))
    reply.headers[.retryAfter] = "\(RetryAdvice.inSeconds(advice.retryAfter))"
    reply.headers[.cacheControl] = "public, max-age=\(Self.freshnessInSeconds)"
    return reply
  }

  private static let freshnessInSeconds = 300
}

extension CertificateReference {
  /// Nil where this CA draws no such serial number.
  init?(_ identifier: CertificateIdentifier) {
    guard let serial = SerialNumber(bytes: identifier.serialOctets) else { return nil }
    self.init(issuerKeyIdentifier: identifier.issuerKeyIdentifier, serial: serial)
  }
}

extension CertificateIdentifier {
  init(_ reference: CertificateReference) {
    self.init(
      issuerKeyIdentifier: reference.issuerKeyIdentifier, serialNumber: reference.serial.bytes)
  }
}
