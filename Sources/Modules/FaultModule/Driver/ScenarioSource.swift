import FaultScenario
import Foundation
import Glibc

/// Where the scenario is.
enum ScenarioSource: Sendable, Hashable {
  case none
  case file(String)

  static let variable = "CHANCERY_FAULT_SCENARIO"

  /// The file beside this library that is named like it, or the one that the variable names.
  static func find() -> ScenarioSource {
    if let library = ownPath {
      let beside = (library as NSString).deletingPathExtension + ".yaml"
      if access(beside, F_OK) == 0 { return .file(beside) }
    }
    // Read anew each time: a program may set the variable after it has started.
    guard let path = getenv(variable).map({ String(cString: $0) }), !path.isEmpty else {
      return .none
    }
    return .file(path)
  }

  /// Keeps this library in the process though it is closed: threads and exit handlers need it.
  static func keepLibrary() {
    guard let ownPath else { return }
    _ = dlopen(ownPath, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)
  }

  func read() throws(ScenarioError) -> FaultScenario {
    switch self {
    case .none: FaultScenario()
    case .file(let path): try FaultScenario(file: path)
    }
  }

  /// The file of this copy of the library.
  ///
  /// It is looked up by an address within it, since a process may have several copies. (Swift's Glibc
  /// lacks `dladdr`; see proc(5) for the columns.)
  private static var ownPath: String? {
    let address = UInt(bitPattern: #dsohandle)
    for line in mappings.split(separator: "\n") {
      let columns = line.split(separator: " ", maxSplits: 5)
      let bounds = columns[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard bounds.count == 2, bounds[0] <= address, address < bounds[1] else { continue }
      return columns.count > 5 ? columns[5].trimmingCharacters(in: .whitespaces) : nil
    }
    return nil
  }

  /// The whole of /proc/self/maps.
  ///
  /// Each read returns less than it was asked for, which Foundation takes for the end.
  private static var mappings: String {
    let descriptor = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}
