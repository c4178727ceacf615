import Foundation
internal import Yams

extension FaultScenario {
  /// Far more than any scenario needs.
  private static var sizeLimitInBytes: Int { 1 << 20 }

  private static let keys = [
    "module", "token", "finalize_module", "control_socket", "counters_file", "state_file", "seed",
    "appearance", "latency", "lanes", "sessions", "throttle", "faults", "hangs", "device_lost",
    "login_lost", "pin",
  ]

  /// Reads a scenario file.
  ///
  /// Relative paths in it are relative to the file.
  ///
  /// - Throws: The first thing that is wrong with it: file, line, key, and how to mend it.
  package init(file: String) throws(ScenarioError) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ScenarioError(file: file, line: nil, key: "", text: "the file can't be read.")
    }
    guard data.count <= Self.sizeLimitInBytes, let text = String(data: data, encoding: .utf8) else {
      throw ScenarioError(file: file, line: nil, key: "", text: "the file is no UTF-8 text.")
    }
    let folder = URL(filePath: file).absoluteURL.deletingLastPathComponent().path
    try self.init(text: text, file: file, folder: folder)
  }

  /// Reads a scenario's text.
  ///
  /// - Parameters:
  ///   - file: The file's name as errors are to show it.
  ///   - folder: What relative paths are relative to.
  package init(text: String, file: String, folder: String) throws(ScenarioError) {
    self.init()
    guard let root = try Self.tree(of: text, file: file) else { return }
    let group = try ScenarioNode(node: root, file: file, line: nil, key: "").group(Self.keys)
    let paths = { (node: ScenarioNode?) throws(ScenarioError) -> String? in
      guard let text = try node?.text(expecting: "a path") else { return nil }
      return text.hasPrefix("/") ? text : folder + "/" + text
    }
    module = try paths(group["module"]) ?? module
    token = try group["token"]?.text(limitInBytes: 32)
    finalizesModule = try group["finalize_module"]?.boolean() ?? false
    controlSocket = try paths(group["control_socket"])
    if let controlSocket, controlSocket.utf8.count > 107 {
      throw group["control_socket"]?.error("a socket's path has at most 107 bytes.")
        ?? ScenarioError(file: file, line: nil, key: "control_socket", text: "too long.")
    }
    countersFile = try paths(group["counters_file"])
    stateFile = try paths(group["state_file"])
    seed = UInt64(try group["seed"]?.number(in: 0...Int.max) ?? 1)
    lanes = try group["lanes"]?.number(in: 1...4096)
    if let node = group["appearance"] { appearance = try Appearance(reading: node) }
    if let node = group["latency"] { latencies = try Self.latencies(reading: node) }
    if let node = group["sessions"] { sessions = try SessionRules(reading: node) }
    if let node = group["throttle"] { throttle = try Throttle(reading: node) }
    if let node = group["pin"] { pin = try PINRules(reading: node) }
    for node in group["faults"]?.elements() ?? [] { faults.append(try FaultRule(reading: node)) }
    for node in group["hangs"]?.elements() ?? [] { hangs.append(try HangRule(reading: node)) }
    for node in group["device_lost"]?.elements() ?? [] {
      deviceLosses.append(try DeviceLoss(reading: node))
    }
    for node in group["login_lost"]?.elements() ?? [] {
      loginLosses.append(try node.group(["after"]).obligatory("after").duration())
    }
  }

  /// The YAML tree; nil where there is nothing but comments.
  private static func tree(of text: String, file: String) throws(ScenarioError) -> Node? {
    do {
      // The encoding is named, since the library would otherwise look into the environment.
      return try compose(yaml: text, .default, .default, .utf8)
    } catch {
      throw ScenarioError(syntax: error, file: file)
    }
  }

  private static func latencies(
    reading node: ScenarioNode
  ) throws(ScenarioError) -> [CryptokiFunction: Latency] {
    var latencies: [CryptokiFunction: Latency] = [:]
    for (name, child) in try node.group([]).children {
      guard let function = CryptokiFunction(name: name) else {
        throw child.error(
          "this is no function of Cryptoki."
            + NearestWord.advice(for: name, among: CryptokiFunction.names))
      }
      latencies[function] = try Latency(reading: child)
    }
    return latencies
  }
}

extension ScenarioError {
  fileprivate init(syntax error: any Error, file: String) {
    let advice = "YAML indents with spaces, never with tabs."
    switch error as? YamlError {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
      .composer(_, let text, let mark, _):
      self.init(file: file, line: mark.line, key: "", text: "this is no YAML: \(text). \(advice)")
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(
        file: file, line: context.mark.line, key: keys.joined(separator: ", "),
        text: "the key is written twice; remove one of the two.")
    default:
      self.init(file: file, line: nil, key: "", text: "this is no YAML. \(advice)")
    }
  }
}
