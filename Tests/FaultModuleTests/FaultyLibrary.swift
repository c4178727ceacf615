import CCryptoki
import Cryptoki
import Foundation
import Glibc

/// A copy of chancery-fault-module with a scenario of its own, in front of a SoftHSM token of its own.
///
/// Each copy is another library to the loader, as when two tokens have two scenarios in one process.
final class FaultyLibrary: Sendable {
  static let userPIN = SoftHSM.userPIN

  let folder: URL
  let functions: CK_FUNCTION_LIST

  /// - Parameter scenario: The lines of the scenario; the token and the files are added.
  init(_ scenario: String = "", addsToken: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "fault-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let library = folder.appending(path: "libfaulty.so")
    let token = addsToken ? try SoftHSM.makeToken().label : ""
    try FileManager.default.copyItem(at: Self.built, to: library)
    let text =
      scenario
      + (addsToken
        ? "\ntoken: \(token)\ncontrol_socket: control\ncounters_file: counters.json\n" : "")
    try Data(text.utf8).write(to: folder.appending(path: "libfaulty.yaml"))
    functions = try Self.load(library)
  }

  /// The library that `swift build` made, beside the test's own executable.
  static var built: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "libchancery-fault-module.so")
  }

  private static func load(_ library: URL) throws -> CK_FUNCTION_LIST {
    guard let handle = dlopen(library.path, RTLD_NOW | RTLD_LOCAL),
      let symbol = dlsym(handle, "C_GetFunctionList")
    else { throw LoadingError(reason: dlerror().map { String(cString: $0) } ?? "") }
    typealias GetFunctionList =
      @convention(c) (UnsafeMutablePointer<CK_FUNCTION_LIST_PTR?>?) -> CK_RV
    var list: CK_FUNCTION_LIST_PTR?
    _ = unsafeBitCast(symbol, to: GetFunctionList.self)(&list)
    guard let list else { throw LoadingError(reason: "no list") }
    return list.pointee
  }

  struct LoadingError: Error {
    let reason: String
  }

  deinit {
    _ = functions.C_Finalize?(nil)
    try? FileManager.default.removeItem(at: folder)
  }

  func initialise() -> CK_RV {
    var arguments = CK_C_INITIALIZE_ARGS()
    arguments.flags = CK_FLAGS(CKF_OS_LOCKING_OK)
    return functions.C_Initialize?(&arguments) ?? .max
  }

  /// The only slot that is shown.
  var slot: CK_SLOT_ID {
    var slots = [CK_SLOT_ID](repeating: 0, count: 8)
    var count: CK_ULONG = 8
    return functions.C_GetSlotList?(1, &slots, &count) == 0 && count == 1 ? slots[0] : .max
  }

  func openSession(isReadWrite: Bool = true) -> (code: CK_RV, session: CK_SESSION_HANDLE) {
    var session: CK_SESSION_HANDLE = 0
    let flags =
      CK_FLAGS(CKF_SERIAL_SESSION) | (isReadWrite ? CK_FLAGS(CKF_RW_SESSION) : 0)
    let code = functions.C_OpenSession?(slot, flags, nil, nil, &session) ?? .max
    return (code, session)
  }

  func logIn(_ session: CK_SESSION_HANDLE, pin: String = userPIN) -> CK_RV {
    var bytes = Array(pin.utf8)
    return functions.C_Login?(session, CK_USER_TYPE(CKU_USER), &bytes, CK_ULONG(bytes.count))
      ?? .max
  }

  var tokenInfo: CK_TOKEN_INFO {
    var info = CK_TOKEN_INFO()
    _ = functions.C_GetTokenInfo?(slot, &info)
    return info
  }

  /// Initialises, opens a session and logs in.
  func start() -> CK_SESSION_HANDLE {
    guard initialise() == 0 else { return 0 }
    let session = openSession().session
    return logIn(session) == 0 ? session : 0
  }

  /// Sends a command to the control socket.
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
