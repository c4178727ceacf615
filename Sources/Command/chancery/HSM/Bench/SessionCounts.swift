import ArgumentParser

/// Numbers of sessions on the command line: `1,2,4,8`.
struct SessionCounts: ExpressibleByArgument, Sendable, Hashable {
  let counts: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let counts = parts.compactMap { Int($0) }
    guard counts.count == parts.count, counts.allSatisfy((1...1024).contains),
      Set(counts).count == counts.count
    else { return nil }
    self.counts = counts
  }
}
