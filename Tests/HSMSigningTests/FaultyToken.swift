import CertificateFormats
import Cryptoki
import Foundation
import Glibc
import HSMSigning
import Logging
import SwiftASN1
import Telemetry
import X509

/// A copy of chancery-fault-module with a scenario of its own, in front of a SoftHSM token of its own.
///
/// Each copy is another library to the loader, hence another module with a state of its own.
final class FaultyToken: Sendable {
  let folder: URL
  let token: Token
  /// The public keys of `r1` and `r2`.
  let keys: [Certificate.PublicKey]

  /// - Parameters:
  ///   - scenario: The lines of the scenario; the token and the files are added.
  ///   - keyOf: Another token whose key `r1` this one holds, too, as tokens that share load do.
  init(_ scenario: String = "", sharingTokenOf other: FaultyToken? = nil) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "pool-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let other {
      token = other.token
      keys = other.keys
    } else {
      token = try SoftHSM.makeToken()
      let session = try SoftHSM.module.get().openSession(slot: token.slotID, access: .readWrite)
      try session.login(with: PIN(SoftHSM.userPIN))
      keys = try ["r1", "r2"].map { label in
        try Certificate.PublicKey(
          derEncoded: session.generateKeyPair(.p256, label: label).subjectPublicKeyInfo)
      }
      try session.close()
    }
    try FileManager.default.copyItem(at: Self.built, to: library)
    let text = scenario + "\ntoken: \(token.label)\ncontrol_socket: control\n"
    try Data(text.utf8).write(to: folder.appending(path: "libfaulty.yaml"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var library: URL { folder.appending(path: "libfaulty.so") }

  /// Beside this process, unless the environment names another: under the thread sanitizer, which wouldn't
  /// understand the module's locks and stands for no device, one that was built without it.
  private static var built: URL {
    ProcessInfo.processInfo.environment["CHANCERY_FAULT_MODULE"].map { URL(filePath: $0) }
      ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "libchancery-fault-module.so")
  }

  /// A pool on this token.
  func open(
    name: String = "faulty", sessions: Int = 4, timeout: Duration = .seconds(20),
    pinSource: any PINSource = FixedPINSource(PIN(SoftHSM.userPIN)),
    ledger: any LoginLedger = InProcessLoginLedger(), metrics: SignatureMetrics? = nil
  ) async throws -> TokenPool {
    let pool = try await TokenPool.open(
      TokenConfiguration(
        name: name, modulePath: library.path, selection: .label(token.label),
        sessionCount: sessions, operationTimeout: timeout),
      pinSource: pinSource, ledger: ledger, metrics: metrics,
      logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    // The other lanes open behind the first; a fault that hits one while it still proves its keys isn't
    // the fault that a test counts.
    while pool.status.isReady, pool.status.lanes.open < pool.status.lanes.wanted {
      await Task.yield()
    }
    return pool
  }

  /// Sends a command to the control socket, and returns the answer.
  @discardableResult
  func control(_ command: String) -> String {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { field in
      let path = folder.appending(path: "control").path
      for (index, byte) in path.utf8.enumerated() { field[index] = byte }
    }
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else { return "no socket" }
    let line = Array((command + "\n").utf8)
    _ = write(descriptor, line, line.count)
    var reply: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { reply.append(byte) }
    return String(decoding: reply, as: UTF8.self)
  }
}
