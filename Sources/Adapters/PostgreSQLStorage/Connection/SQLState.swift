/// The five characters by which PostgreSQL says what went wrong (its manual, appendix A).
struct SQLState: Sendable, Hashable, RawRepresentable {
  let rawValue: String

  init(rawValue: String) { self.rawValue = rawValue }

  /// What is to be done about it.
  enum Class: Sendable, Hashable {
    /// Rolled back since others were at the same rows; to be run again.
    case conflict
    /// Rolled back since rows contradict what the tables promise.
    case constraint
    /// Rolled back since it took too long.
    case tooSlow
    /// Rolled back; the tables have changed under a prepared statement. A new connection knows them.
    case stalePlan
    /// This server can't do it now; another, or the same one later, may.
    case unavailable
    /// The server won't let this client in.
    case refused
    /// The database holds what it shouldn't, or lacks what it should hold.
    case corrupt
  }

  /// Raised by Chancery's own functions, where a statement finds what must never be.
  static let chanceryCorrupt = SQLState(rawValue: "CH001")

  var classification: Class {
    switch rawValue {
    case "40001", "40P01": return .conflict
    case "57014", "55P03": return .tooSlow
    case "0A000", "26000": return .stalePlan
    case "25006": return .unavailable
    case "CH001": return .corrupt
    default: break
    }
    switch rawValue.prefix(2) {
    case "08", "53", "57", "58", "55": return .unavailable
    case "23": return .constraint
    case "28", "3D": return .refused
    default: return .corrupt
    }
  }

  /// Whether the connection is of no more use after it, though it may still stand.
  var endsConnection: Bool {
    // A former primary, a server that shuts down, a plan of former tables.
    ["25006", "57P01", "57P02", "57P03", "0A000", "26000"].contains(rawValue)
  }
}
