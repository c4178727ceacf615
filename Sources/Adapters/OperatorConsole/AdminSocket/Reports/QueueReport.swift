/// How the issuance queue stands, or a part of it; what wasn't asked for is nil.
package struct QueueReport: Sendable, Hashable, Codable {
  /// A class of the queue.
  package struct Depth: Sendable, Hashable, Codable {
    /// `renewal`, `normal` or `bulk`.
    package var queueClass: String
    package var jobs: Int
    package var inHand: Int
    package var oldestAgeSeconds: Double?
    /// What the next order of the class would have to wait, of an account that has none in the queue;
    /// nil while nothing is issued.
    package var waitSeconds: Double?

    package init(
      queueClass: String, jobs: Int, inHand: Int, oldestAgeSeconds: Double?, waitSeconds: Double?
    ) {
      self.queueClass = queueClass
      self.jobs = jobs
      self.inHand = inHand
      self.oldestAgeSeconds = oldestAgeSeconds
      self.waitSeconds = waitSeconds
    }
  }

  package struct AccountDepth: Sendable, Hashable, Codable {
    package var account: String
    package var jobs: Int

    package init(account: String, jobs: Int) {
      self.account = account
      self.jobs = jobs
    }
  }

  /// A job in the queue, or one that was set aside.
  package struct Job: Sendable, Hashable, Codable {
    package var order: String
    package var account: String
    package var queueClass: String
    package var number: Int64
    package var place: Int64
    package var ageSeconds: Double
    package var tries: Int
    /// `waiting`, `resting`, `inHand` or `setAside`.
    package var state: String
    package var reason: String?

    package init(
      order: String, account: String, queueClass: String, number: Int64, place: Int64,
      ageSeconds: Double, tries: Int, state: String, reason: String? = nil
    ) {
      self.order = order
      self.account = account
      self.queueClass = queueClass
      self.number = number
      self.place = place
      self.ageSeconds = ageSeconds
      self.tries = tries
      self.state = state
      self.reason = reason
    }
  }

  package var depths: [Depth]?
  /// How many are issued in a second while there are enough, as measured; nil while nothing is.
  package var jobsPerSecond: Double?
  /// For how long nothing has been issued though there is work; nil where something is.
  package var outageSeconds: Double?
  package var busiestAccounts: [AccountDepth]?
  package var jobs: [Job]?
  /// Jobs that were set aside, as many as are shown at most.
  package var setAsideJobs: Int?
  /// The account that was put into the bulk class, or taken out of it.
  package var account: String?
  package var isBulk: Bool?

  package init(
    depths: [Depth]? = nil, jobsPerSecond: Double? = nil, outageSeconds: Double? = nil,
    busiestAccounts: [AccountDepth]? = nil, jobs: [Job]? = nil,
    setAsideJobs: Int? = nil, account: String? = nil, isBulk: Bool? = nil
  ) {
    self.depths = depths
    self.jobsPerSecond = jobsPerSecond
    self.outageSeconds = outageSeconds
    self.busiestAccounts = busiestAccounts
    self.jobs = jobs
    self.setAsideJobs = setAsideJobs
    self.account = account
    self.isBulk = isBulk
  }
}
