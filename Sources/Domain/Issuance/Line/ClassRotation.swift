internal import AuthorityModel
internal import Storage

/// Says whose turn it is among the classes, so that each gets its share and none starves.
///
/// This is stride scheduling: each class has a pass that grows by its stride with every job it gets,
/// and the class with the least pass is next. By the standard weights, while all three have work, 8 of 13
/// jobs are renewals, 4 normal and 1 bulk; what a class doesn't use goes to the others, and gives it no claim on later.
struct ClassRotation: Sendable {
  private let weights: ClassWeights
  private var passes: [QueueClass: Int] = [:]
  /// The classes that had more work than was asked for at the last claim.
  private var busy: Set<QueueClass> = []
  /// The pass of the class that was served last.
  private var virtualTime = 0

  init(_ weights: ClassWeights = .standard) { self.weights = weights }

  /// Inverse to the weights; what a division drops is a millionth.
  private func stride(of queueClass: QueueClass) -> Int { 100_000_000 / weights[queueClass] }

  /// How many jobs of each class to claim next.
  ///
  /// A class that was empty is asked for one job, so that it is seen when it no longer is.
  func quota(for limit: Int) -> ClaimQuota {
    guard !busy.isEmpty else { return ClaimQuota(ofEach: limit) }
    var trial = self
    var quota = ClaimQuota()
    for _ in 0..<limit {
      if let next = trial.next(among: busy) { quota[next] += 1 }
    }
    for queueClass in QueueClass.allCases where !busy.contains(queueClass) {
      quota[queueClass] = 1
    }
    return quota
  }

  /// The class to ask for a single job, when the others mustn't be touched.
  static func single(_ index: Int) -> ClaimQuota {
    .alone(QueueClass.allCases[index % QueueClass.allCases.count])
  }

  /// Puts claimed jobs in the order in which they should be signed: each class in its own, the
  /// classes in turn.
  ///
  /// - Parameter quota: What was asked for.
  mutating func interleaved(_ jobs: [Job], claimedAs quota: ClaimQuota) -> [Job] {
    var remaining = Dictionary(grouping: jobs) { $0.position.queueClass }.mapValues { $0[...] }
    for (queueClass, claimed) in remaining where !busy.contains(queueClass) {
      if !claimed.isEmpty {
        passes[queueClass] = max(passes[queueClass, default: 0], virtualTime)
      }
    }
    for queueClass in QueueClass.allCases where quota[queueClass] > 0 {
      let isFull = remaining[queueClass, default: []].count >= quota[queueClass]
      if isFull { busy.insert(queueClass) } else { busy.remove(queueClass) }
    }
    var turns: [Job] = []
    turns.reserveCapacity(jobs.count)
    while let next = next(among: Set(remaining.keys)) {
      if let job = remaining[next]?.popFirst() { turns.append(job) }
      if remaining[next]?.isEmpty == true { remaining[next] = nil }
    }
    return turns
  }

  /// Whether the last claim left nothing that is known of.
  var isExhausted: Bool { busy.isEmpty }

  private mutating func next(among classes: Set<QueueClass>) -> QueueClass? {
    let next = QueueClass.allCases.filter(classes.contains)
      .min { passes[$0, default: 0] < passes[$1, default: 0] }
    guard let next else { return nil }
    virtualTime = passes[next, default: 0]
    passes[next] = virtualTime + stride(of: next)
    return next
  }
}
