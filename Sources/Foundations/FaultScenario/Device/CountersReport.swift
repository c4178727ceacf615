/// Counters as they are written, as JSON.
package struct CountersReport: Sendable, Hashable, Codable {
  package struct Function: Sendable, Hashable, Codable {
    package var calls = 0
    package var ok = 0
    package var codes: [String: Int] = [:]
  }

  package var functions: [String: Function] = [:]
  package var logins = Counters.Logins()
  package var sessions = Counters.Sessions()
  package var load = Counters.Load()
  package var faults = Counters.Faults()
  package var signatures: [String: Int] = [:]
  /// How often the counters began anew.
  package var resets = 0

  package init(_ counters: Counters) {
    for function in CryptokiFunction.allCases where counters.calls(of: function) > 0 {
      let codes = counters.failures(of: function).map { ($0.key.name, $0.value) }
      functions[function.name] = Function(
        calls: counters.calls(of: function), ok: counters.successes(of: function),
        codes: Dictionary(uniqueKeysWithValues: codes))
    }
    logins = counters.logins
    sessions = counters.sessions
    load = counters.load
    faults = counters.faults
    signatures = counters.signaturesByKey
    resets = counters.resetCount
  }
}
