/// What a device remembers when its process has ended, as JSON.
package struct StoredState: Sendable, Hashable, Codable {
  package var pinTries = PINTries()
  /// The counts of all processes.
  package var counters = CountersReport(Counters())

  package init() {}

  /// Adds what a process counted since it last did so.
  package mutating func add(_ report: CountersReport, since last: CountersReport) {
    let last = report.resets == last.resets ? last : CountersReport(Counters())
    for (name, function) in report.functions {
      let old = last.functions[name] ?? CountersReport.Function()
      var sum = counters.functions[name] ?? CountersReport.Function()
      sum.calls += function.calls - old.calls
      sum.ok += function.ok - old.ok
      for (code, count) in function.codes {
        sum.codes[code, default: 0] += count - old.codes[code, default: 0]
      }
      counters.functions[name] = sum
    }
    for (key, count) in report.signatures {
      counters.signatures[key, default: 0] += count - last.signatures[key, default: 0]
    }
    counters.logins.add(report.logins, since: last.logins)
    counters.sessions.add(report.sessions, since: last.sessions)
    counters.load.peak = max(counters.load.peak, report.load.peak)
    counters.load.peakWaiting = max(counters.load.peakWaiting, report.load.peakWaiting)
    counters.faults.add(report.faults, since: last.faults)
  }
}

extension Counters.Logins {
  fileprivate mutating func add(_ new: Self, since old: Self) {
    tried += new.tried - old.tried
    reachedModule += new.reachedModule - old.reachedModule
    succeeded += new.succeeded - old.succeeded
    wrong += new.wrong - old.wrong
  }
}

extension Counters.Sessions {
  fileprivate mutating func add(_ new: Self, since old: Self) {
    open = new.open
    peak = max(peak, new.peak)
    opened += new.opened - old.opened
    refused += new.refused - old.refused
    died += new.died - old.died
  }
}

extension Counters.Faults {
  fileprivate mutating func add(_ new: Self, since old: Self) {
    before += new.before - old.before
    after += new.after - old.after
    deviceLosses += new.deviceLosses - old.deviceLosses
  }
}
