/// The submissions that share one transaction, and what has come back of them.
struct SubmissionGroup {
  private(set) var members: [Submission]
  /// For each command, whose it is and whether it is his last.
  private let owners: [(member: Int, isLast: Bool)]
  private var tellings: [(@Sendable () -> Void)?]
  private var failure: (member: Int?, error: QueryError)?

  init(_ members: [Submission]) {
    self.members = members
    owners = members.enumerated().flatMap { member, submission in
      submission.commands.indices.map { (member, $0 == submission.commands.count - 1) }
    }
    tellings = Array(repeating: nil, count: members.count)
  }

  var commands: [Command] { members.flatMap(\.commands) }

  mutating func received(_ rows: Rows, ofCommand command: Int) {
    let (member, isLast) = owners[command]
    if isLast { tellings[member] = members[member].read(rows) }
  }

  mutating func failed(_ error: QueryError, atCommand command: Int?) {
    failure = (command.map { owners[$0].member }, error)
  }

  /// What follows when all has been answered.
  enum Ending {
    /// Committed: everybody is to be told.
    case committed([@Sendable () -> Void])
    /// Rolled back, by this one's error alone: he is to be told.
    case failed(Submission, QueryError)
    /// Rolled back: to be run again, apart from each other, the one that failed last of all.
    ///
    /// He may have failed for what another did that is now undone, so that he too gets another try.
    case rolledBack([SubmissionGroup], QueryError)
  }

  var ending: Ending {
    guard let (member, error) = failure else {
      return .committed(tellings.compactMap(\.self))
    }
    if let member, members.count == 1 { return .failed(members[member], error) }
    guard let member else {
      // Nobody's statement: the commit itself failed, and it isn't known for whom.
      if members.count == 1 { return .failed(members[0], error) }
      return .rolledBack(members.map { SubmissionGroup([$0]) }, error)
    }
    var others = members
    let culprit = others.remove(at: member)
    return .rolledBack([SubmissionGroup(others), SubmissionGroup([culprit])], error)
  }
}
