import Cryptoki
import Foundation
import Glibc

/// Looks whether one of a vendor's requirements is met on this machine.
struct RequirementCheck: Sendable {
  let requirement: Requirement

  /// What is lacking, as a fragment; nil when nothing is, or when it may be done without.
  func lack() async -> String? {
    switch requirement.kind {
    case .variable(let name):
      guard let value = Self.variable(name) else {
        return requirement.isObligatory ? "the variable \(name) is not set" : nil
      }
      guard let address = DaemonAddress(value) else { return nil }
      return await address.fault().map { "\(name) names \(value), but \($0)" }
    case .file(let places):
      guard requirement.isObligatory else { return nil }
      return Self.lack(ofOneOf: places)
    case .variableOrFile(let name, let places):
      if let file = Self.variable(name) {
        return Self.fault(of: file).map { "\(name) names \(file), which \($0)" }
      }
      guard requirement.isObligatory else { return nil }
      return Self.lack(ofOneOf: places).map { "the variable \(name) is not set, and \($0)" }
    case .daemon(let process):
      guard requirement.isObligatory, !RunningProcesses.contain(process) else { return nil }
      return "the daemon \(process) doesn't run on this machine"
    }
  }

  /// What to do when it is lacking.
  var mend: String {
    switch requirement.kind {
    case .variable(let name):
      "set \(name) rightly (--module-environment, or `module_environment:`), and see that what it "
        + "names is there"
    case .file(let places): "provide \(places.joined(separator: " or ")), readable by this user"
    case .variableOrFile(let name, _):
      "let \(name) name a file that this user can read (--module-environment, or "
        + "`module_environment:`)"
    case .daemon(let process): "start \(process), as by `systemctl start \(process)`"
    }
  }

  /// What is there, when nothing is lacking.
  var presence: String? {
    switch requirement.kind {
    case .variable(let name): Self.variable(name).map { "\(name) is \($0)" }
    case .file(let places): places.first { access($0, R_OK) == 0 }
    case .variableOrFile(let name, let places):
      Self.variable(name).map { "\(name) is \($0)" } ?? places.first { access($0, R_OK) == 0 }
    case .daemon(let process): RunningProcesses.contain(process) ? "\(process) runs" : nil
    }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func lack(ofOneOf places: [String]) -> String? {
    guard !places.contains(where: { access($0, R_OK) == 0 }) else { return nil }
    if let closed = places.first(where: { access($0, F_OK) == 0 }) {
      return "\(closed) \(fault(of: closed) ?? "can't be read")"
    }
    return "there is no \(places.joined(separator: " or "))"
  }

  /// What keeps a file from being read; nil when nothing does.
  private static func fault(of file: String) -> String? {
    guard access(file, R_OK) != 0 else { return nil }
    return errno == ENOENT
      ? "isn't there" : "this user can't read (\(String(cString: strerror(errno))))"
  }
}

/// The processes of this machine.
enum RunningProcesses {
  /// Whether one of that name runs, as far as this user may see.
  static func contain(_ name: String) -> Bool {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    // The kernel keeps no more than 15 bytes of a name (proc(5)).
    let known = name.prefix(15)
    return ids.contains { id in
      guard id.first?.isNumber == true else { return false }
      let text = try? String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8)
      return text?.dropLast() == known
    }
  }
}
