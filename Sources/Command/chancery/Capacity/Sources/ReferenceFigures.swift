import CapacityModel
import Foundation

/// Figures of the machine on which Chancery is measured, for those who have none of their own.
enum ReferenceFigures {
  /// As the list of sources names it.
  static let origin = "docs/performance.md (2 cores, SQLite, http-01, P-256 keys)"

  /// The server's CPU for a certificate, http-01 with a key of P-256, without its signature.
  static let flowMilliseconds = 2.9
  /// The part from finalize on: reading the job, TBS, lints, verifying, storing.
  static let issuingMilliseconds = 0.35
  /// The steps that ``ProcessorMeasurement`` repeats.
  static let stepsMilliseconds = 0.3
  /// CPU for an OCSP response with a P-256 key in software.
  static let responseMilliseconds = 0.03
  /// CPU for an entry of a revocation list: 59 ms for 100,000.
  static let listEntryMilliseconds = 0.00059
  static let syncsPerSecond = 3900.0
  /// 64 writers that share commits.
  static let writesPerSecond = 16_000.0
  /// newOrder, challenge, its outcome, finalize, claim, reservation, certificate.
  static let writesPerCertificate = 7.0
  /// What a signature by SoftHSM with P-256 costs, which results of `make bench` include.
  static let signatureMilliseconds = 0.073
  /// The share of the token's own rate that goes into certificates under saturation.
  static let busyShare = 0.98

  /// CPU for a signature by a key in a file, in milliseconds.
  static func softwareMilliseconds(keyType: String) -> Double {
    switch keyType {
    case "P-384": 0.5
    case "RSA-2048": 0.68
    case "RSA-3072": 2.1
    case "RSA-4096": 4.7
    default: 0.022
    }
  }

  static func machine(cores: Double) -> MachineFigures {
    MachineFigures(
      cores: cores, flowMilliseconds: flowMilliseconds, issuingMilliseconds: issuingMilliseconds,
      responseMilliseconds: responseMilliseconds, listEntryMilliseconds: listEntryMilliseconds,
      syncsPerSecond: syncsPerSecond, writesPerSecond: writesPerSecond,
      writesPerCertificate: writesPerCertificate)
  }
}
