/// What a lane has done since it was opened.
package struct LaneStatistics: Sendable, Hashable {
  /// Groups that were answered: each is one round trip and, where it wrote, one commit.
  package internal(set) var roundTrips = 0
  package internal(set) var statements = 0
  package internal(set) var submissions = 0
  package internal(set) var largestGroup = 0
  /// Groups that were rolled back and run again without the one that failed.
  package internal(set) var repeatedGroups = 0
  package internal(set) var connections = 0
  /// Connections that were lost with statements under way.
  package internal(set) var losses = 0

  package init() {}

  package static func + (left: LaneStatistics, right: LaneStatistics) -> LaneStatistics {
    var sum = left
    sum.roundTrips += right.roundTrips
    sum.statements += right.statements
    sum.submissions += right.submissions
    sum.largestGroup = max(sum.largestGroup, right.largestGroup)
    sum.repeatedGroups += right.repeatedGroups
    sum.connections += right.connections
    sum.losses += right.losses
    return sum
  }
}
