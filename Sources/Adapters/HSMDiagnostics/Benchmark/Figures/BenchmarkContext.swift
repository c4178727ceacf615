package import Cryptoki

/// What was measured, where and when.
package struct BenchmarkContext: Sendable, Hashable, Codable {
  /// How the signatures were asked for.
  package enum Path: String, Sendable, Hashable, Codable, CaseIterable {
    /// Bare sessions, each on a thread of its own: what the module can do.
    case session
    /// Through the pool of sessions, as the CA does.
    case pool
  }

  package var module: String
  /// What the module says of itself.
  package var library: String
  package var vendor: String
  package var token: String
  package var serial: String
  package var model: String
  package var firmware: String
  package var key: String
  package var keyType: String
  package var mechanism: String
  package var path: Path
  package var machine: String
  /// RFC 3339.
  package var date: String
  package var chancery: String

  enum CodingKeys: String, CodingKey {
    case module
    case library
    case vendor
    case token
    case serial
    case model
    case firmware
    case key
    case keyType = "key_type"
    case mechanism
    case path
    case machine
    case date
    case chancery
  }
}

extension BenchmarkContext {
  package init(
    module: CryptokiModule, token: Token, profile: VendorProfile, key: BenchmarkKey,
    work: SignatureWork, path: Path, date: String, chancery: String
  ) {
    let info = try? module.info()
    self.init(
      module: module.path,
      library: info.map { "\($0.manufacturer) \($0.libraryDescription) \($0.libraryVersion)" }
        ?? "",
      vendor: profile.displayName, token: token.label, serial: token.serial,
      model: "\(token.manufacturer) \(token.model)", firmware: token.firmwareVersion.description,
      key: key.name, keyType: work.keyName,
      mechanism: "\(work.mechanism.title) (\(work.mechanism.standardName))", path: path,
      machine: Machine.description, date: date, chancery: chancery)
  }
}
