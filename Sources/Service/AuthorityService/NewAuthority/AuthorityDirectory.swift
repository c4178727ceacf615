internal import Foundation
internal import Glibc

/// The directory of an authority and the places of the files in it.
struct AuthorityDirectory: Sendable {
  enum File: String {
    case configuration = "chancery.yaml"
    case intermediate = "issuers/r1.pem"
    case intermediateKey = "issuers/r1.key"
    case pin = "secrets/pin"
    case root = "issuers/root.pem"
    case rootKey = "issuers/root.key"
    case securityOfficerPIN = "secrets/so-pin"
    case serverCertificate = "tls/server.pem"
    case serverKey = "tls/server.key"
    case softHSMConfiguration = "softhsm2.conf"
    case tokens = "tokens"

    /// Whether only the service's user may read it.
    fileprivate var isSecret: Bool {
      switch self {
      case .intermediateKey, .pin, .rootKey, .securityOfficerPIN, .serverKey: true
      case .configuration, .intermediate, .root, .serverCertificate, .softHSMConfiguration,
        .tokens:
        false
      }
    }
  }

  /// Absolute path.
  let path: String
  /// Whether the directory itself was made here, and goes if the authority fails.
  private let isNew: Bool

  private static let folders = ["issuers", "secrets", "tls", "tokens"]

  /// Makes the directory, or takes an empty one.
  static func create(at path: String) throws(NewAuthorityError) -> AuthorityDirectory {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    let files = FileManager.default
    let isThere = files.fileExists(atPath: absolute)
    if isThere {
      guard let contents = try? files.contentsOfDirectory(atPath: absolute), contents.isEmpty else {
        throw .notEmpty(directory: path)
      }
    }
    let directory = AuthorityDirectory(path: absolute, isNew: !isThere)
    do {
      for folder in [absolute] + folders.map({ "\(absolute)/\($0)" }) {
        try files.createDirectory(
          atPath: folder, withIntermediateDirectories: folder == absolute,
          attributes: [.posixPermissions: 0o700])
      }
    } catch {
      directory.remove()
      throw .unwritable(path: path, reason: Self.reason(of: error))
    }
    return directory
  }

  /// The system's words, where Foundation only says that an operation could not be completed.
  private static func reason(of error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
    let code = cause as NSError
    guard code.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(code.code)))
  }

  func path(of file: File) -> String { "\(path)/\(file.rawValue)" }

  /// Writes a file that isn't there yet; secrets with mode 0600 from the first byte on.
  func write(_ text: String, to file: File) throws(NewAuthorityError) {
    let path = path(of: file)
    let descriptor = open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, file.isSecret ? 0o600 : 0o644)
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.synchronize()
      try handle.close()
    } catch {
      throw .unwritable(path: path, reason: Self.reason(of: error))
    }
  }

  /// Removes what was made.
  func remove() {
    let files = FileManager.default
    if isNew {
      try? files.removeItem(atPath: path)
    } else {
      for entry in (try? files.contentsOfDirectory(atPath: path)) ?? [] {
        try? files.removeItem(atPath: "\(path)/\(entry)")
      }
    }
  }
}
