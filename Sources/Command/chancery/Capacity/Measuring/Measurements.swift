import AuthorityModel
import AuthorityService
import Foundation
import Signing

/// What was measured on this machine, with this CA's token and disk.
struct Measurements {
  static let origin = "measured here"
  /// Of each of the measurements; all together take a few seconds.
  private static let duration = Duration.seconds(1)

  /// Nil where the issuer's key is in a file.
  let token: BenchFile?
  let processor: ProcessorMeasurement
  let syncs: SyncMeasurement
  let database: DatabaseMeasurement
  /// Where the database lies.
  let folder: String

  /// Measures one thing after the other, so that none disturbs another.
  ///
  /// - Parameter file: The configuration's.
  /// - Throws: An exit code, or ``FileProblem``, ``FigureFileProblem`` or ``MeasurementProblem``.
  init(_ configuration: Configuration, file: String, at now: Timestamp) async throws {
    let signer = PlannedSigner(configuration)
    folder = URL(filePath: configuration.database.path).deletingLastPathComponent()
      .path(percentEncoded: false)
    switch signer.place {
    case .file:
      token = nil
    case .tokens:
      let measured = try await TokenMeasurement(
        configuration, file: file, for: Self.duration, at: now)
      token = try BenchFile(measured.report, path: Self.origin)
    }
    syncs = try SyncMeasurement(folder: folder, for: Self.duration)
    database = try await DatabaseMeasurement(folder: folder, at: now, for: Self.duration)
    processor = try await ProcessorMeasurement(
      keyType: signer.signingKeyType, at: now, for: Self.duration)
  }
}

extension PlannedSigner {
  fileprivate var signingKeyType: SigningKeyType {
    switch keyType {
    case "P-384": .p384
    case "RSA-2048": .rsa2048
    case "RSA-3072": .rsa3072
    case "RSA-4096": .rsa4096
    default: .p256
    }
  }
}
