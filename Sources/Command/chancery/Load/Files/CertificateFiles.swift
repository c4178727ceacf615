import Foundation
import SwiftASN1
import X509

/// Saves chains and their keys in a directory, named after the first name of each certificate.
struct CertificateFiles: Sendable {
  let directory: String

  /// Makes the directory when it does not exist.
  init(directory: String) throws(LoadFileError) {
    self.directory = directory
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw LoadFileError(path: directory, code: ENOTDIR)
    }
  }

  /// Writes `NAME.pem` and `NAME.key`; the key is readable to its owner only.
  func save(chain: String, key: Certificate.PrivateKey, name: String) throws {
    let base = "\(directory)/\(name.replacing("*", with: "_").replacing("/", with: "_"))"
    let keyFile = try FileHandle.replacing("\(base).key", mode: 0o600)
    try keyFile.write(contentsOf: Data((try key.serializeAsPEM().pemString + "\n").utf8))
    let chainFile = try FileHandle.replacing("\(base).pem", mode: 0o644)
    try chainFile.write(contentsOf: Data(chain.utf8))
  }
}
