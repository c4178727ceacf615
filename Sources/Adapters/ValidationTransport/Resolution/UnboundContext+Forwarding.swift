internal import CUnbound
internal import Foundation
internal import Glibc

extension UnboundContext {
  private static let systemFile = "/etc/resolv.conf"

  /// Tells libunbound whom to ask.
  static func forward(
    _ context: OpaquePointer, _ configuration: UnboundConfiguration
  ) throws(UnboundSetupError) {
    switch configuration.upstream {
    case .system where configuration.remembersAnswers:
      try check(ub_ctx_resolvconf(context, systemFile), "ub_ctx_resolvconf \(systemFile)")
    case .system:
      try forwardWithoutCache(context, systemServers())
    case .forwarders(let servers) where configuration.remembersAnswers:
      for server in servers.map(\.unboundForm) {
        try check(ub_ctx_set_fwd(context, server), "ub_ctx_set_fwd \(server)")
      }
    case .forwarders(let servers):
      try forwardWithoutCache(context, servers.map(\.unboundForm))
    }
  }

  /// Forwards everything, and stores no answer: an option that only a file of configuration has.
  private static func forwardWithoutCache(
    _ context: OpaquePointer, _ servers: [String]
  ) throws(UnboundSetupError) {
    let addresses = servers.map { "  forward-addr: \($0)\n" }.joined()
    let text = "forward-zone:\n  name: \".\"\n  forward-no-cache: yes\n\(addresses)"
    // Through a pipe, which holds far more: no file to clean up, and none that could be exchanged.
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw UnboundSetupError(call: "pipe", reason: String(cString: strerror(errno)))
    }
    defer { close(ends[0]) }
    let written = write(ends[1], text, text.utf8.count)
    close(ends[1])
    guard written == text.utf8.count else {
      throw UnboundSetupError(call: "write", reason: String(cString: strerror(errno)))
    }
    try check(
      ub_ctx_config(context, "/proc/self/fd/\(ends[0])"),
      "ub_ctx_config with forward-addr \(servers.joined(separator: ", "))")
  }

  /// The servers that `ub_ctx_resolvconf` would take (resolv.conf(5)).
  private static func systemServers() throws(UnboundSetupError) -> [String] {
    guard let text = try? String(contentsOfFile: systemFile, encoding: .utf8) else {
      throw UnboundSetupError(call: "reading \(systemFile)", reason: "it is missing or no text")
    }
    let servers = ResolverConfiguration(text).nameServers
    return servers.isEmpty ? ["127.0.0.1"] : servers
  }
}
