import AuthorityModel
import CertificateFormats
import Foundation
import HSMDiagnostics
import IssuancePolicy
import Signing
import X509

/// How long this machine's processor takes for the steps of an issuance that need nothing else:
/// building a TBS, linting it, verifying the signature.
///
/// The reference machine took ``ReferenceFigures/stepsMilliseconds`` for the same, so the rest of the
/// flow is taken to go by that ratio.
struct ProcessorMeasurement {
  let stepsMilliseconds: Double
  /// For a signature by a key of this type in software.
  let signatureMilliseconds: Double

  /// Measures with a throw-away issuer; blocks for as long as it measures.
  ///
  /// - Parameter keyType: Of the key whose signatures are measured.
  init(keyType: SigningKeyType, at now: Timestamp, for duration: Duration) async throws {
    let key = try SoftwareSigner(generating: .p256)
    var generator = SystemRandomNumberGenerator()
    let root = try AuthorityTemplates(organization: "Chancery Capacity").root(
      key: key.publicKey, serial: SerialNumber(using: &generator), at: now.date)
    let signature = try await key.signature(for: root.derBytes)
    let issuer = try IssuerDescription(
      derBytes: SignedCertificate(
        tbs: root.derBytes, algorithm: key.algorithm, signature: signature
      ).derBytes)
    guard
      let profile = CertificateProfile(name: "capacity", validity: .seconds(90 * 86_400))
    else { throw MeasurementProblem(description: "the profile for the measurement is impossible") }
    let template = try LeafTemplate(
      profile: profile, issuer: issuer,
      publication: IssuerPublication(of: "capacity", below: "http://ca.example"))
    var failures = 0
    stepsMilliseconds = try Self.milliseconds(for: duration) {
      try template.rehearse(at: now.date)
      if !key.publicKey.isValidSignature(
        signature, for: root.derBytes, signatureAlgorithm: key.algorithm.x509)
      {
        failures += 1
      }
    }
    guard failures == 0 else {
      throw MeasurementProblem(description: "this machine's processor verifies no signatures")
    }
    let signer = keyType == .p256 ? key : try SoftwareSigner(generating: keyType)
    signatureMilliseconds = try await Self.milliseconds(ofSignaturesBy: signer, for: duration / 2)
  }

  /// CPU of one turn of a step that is taken again and again.
  private static func milliseconds(
    for duration: Duration, _ step: () throws -> Void
  ) throws -> Double {
    let (start, before) = (MonotonicTime.now, ProcessorTime.now)
    var turns = 0
    repeat {
      try step()
      turns += 1
    } while MonotonicTime.now.seconds(since: start) < duration / .seconds(1)
    return (ProcessorTime.now - before) * 1000 / Double(turns)
  }

  private static func milliseconds(
    ofSignaturesBy signer: SoftwareSigner, for duration: Duration
  ) async throws -> Double {
    let message = Array("Chancery capacity".utf8)
    let (start, before) = (MonotonicTime.now, ProcessorTime.now)
    var turns = 0
    repeat {
      _ = try await signer.signature(for: message)
      turns += 1
    } while MonotonicTime.now.seconds(since: start) < duration / .seconds(1)
    return (ProcessorTime.now - before) * 1000 / Double(turns)
  }
}

/// Why something could not be measured.
struct MeasurementProblem: Error, CustomStringConvertible {
  let description: String
}
