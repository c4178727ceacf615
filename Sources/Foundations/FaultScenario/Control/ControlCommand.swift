/// What the control socket can be told, one command a line.
package enum ControlCommand: Sendable, Hashable {
  case help
  case status
  case counters
  case reset
  case lose(DeviceLoss)
  case restore
  case hang(HangRule)
  case release
  case fault(FaultRule)
  case latency(CryptokiFunction, Latency?)
  case logOut
  case killSessions(count: Int?)
  case unlock
  case clear

  /// How each command is written.
  package static let usage = [
    "status", "counters", "reset", "lose DURATION [CODE] [reinitialise]", "restore",
    "hang FUNCTION [COUNT] [lane=N] [for=DURATION]", "release",
    "fault FUNCTION CODE [before|after] [count=N] [skip=N] [rate=SHARE]",
    "latency FUNCTION DURATION|off", "logout", "kill-session [COUNT|all]", "unlock", "clear",
    "help",
  ]

  /// Reads a line.
  ///
  /// - Throws: A sentence that says what is wrong, and how the command is written.
  package init(line: String) throws(ControlError) {
    var words = ControlWords(line)
    guard let name = words.next() else { throw ControlError("the line is empty.") }
    switch name {
    case "help": self = .help
    case "status": self = .status
    case "counters": self = .counters
    case "reset": self = .reset
    case "restore": self = .restore
    case "release": self = .release
    case "logout": self = .logOut
    case "unlock": self = .unlock
    case "clear": self = .clear
    case "lose": self = .lose(try words.loss())
    case "hang": self = .hang(try words.hang())
    case "fault": self = .fault(try words.fault())
    case "latency":
      let function = try words.function()
      self = .latency(function, try words.latency())
    case "kill-session": self = .killSessions(count: try words.sessionCount())
    default:
      let names = Self.usage.map { String($0.prefix { $0 != " " }) }
      throw ControlError("\"\(name)\" is no command." + NearestWord.advice(for: name, among: names))
    }
    if let rest = words.next() {
      let usage = Self.usage.first { $0 == name || $0.hasPrefix(name + " ") } ?? name
      throw ControlError("\"\(rest)\" is not understood. Write it as: \(usage)")
    }
  }
}

/// Why a command was not understood.
package struct ControlError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  init(_ text: String) {
    description = text
  }
}
