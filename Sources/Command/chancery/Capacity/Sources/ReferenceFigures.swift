import CapacityModel

/// Figures of the machine on which Chancery is measured, for those who have none of their own.
struct ReferenceFigures {
  /// As the list of sources names it.
  static let origin =
    "the machine that Chancery is measured on (2 cores, SQLite, http-01, P-256 keys); --measure takes this one"

  /// The server's CPU for a certificate, http-01 with a key of P-256, without its signature.
  var flowMilliseconds = 1.55
  /// The part from finalize on: reading the job, TBS, lints, verifying, storing; 0.17 to 0.23 were measured
  /// while queues drained.
  var issuingMilliseconds = 0.22
  /// The steps that ``ProcessorMeasurement`` repeats.
  var stepsMilliseconds = 0.08
  /// CPU for an OCSP response with a P-256 key in software.
  var responseMilliseconds = 0.03
  /// CPU for an entry of a revocation list: 59 ms for 100,000.
  var listEntryMilliseconds = 0.00059
  var syncsPerSecond = 3900.0
  /// 64 writers that share commits.
  var writesPerSecond = 16_000.0
  /// newOrder, a challenge with its outcome, finalize, claim, reservation, certificate.
  var writesPerCertificate = 6.0
  /// What a signature by SoftHSM with P-256 costs, which results of `make bench` include.
  var signatureMilliseconds = 0.06
  /// The share of the token's own rate that goes into certificates under saturation.
  var busyShare = 0.97

  /// CPU for a signature by a key in a file, in milliseconds.
  func softwareMilliseconds(keyType: String) -> Double {
    switch keyType {
    case "P-384": 0.5
    case "RSA-2048": 0.68
    case "RSA-3072": 2.1
    case "RSA-4096": 4.7
    default: 0.022
    }
  }

  func machine(cores: Double) -> MachineFigures {
    MachineFigures(
      cores: cores, flowMilliseconds: flowMilliseconds, issuingMilliseconds: issuingMilliseconds,
      responseMilliseconds: responseMilliseconds, listEntryMilliseconds: listEntryMilliseconds,
      syncsPerSecond: syncsPerSecond, writesPerSecond: writesPerSecond,
      writesPerCertificate: writesPerCertificate)
  }
}
