package import AuthorityModel

/// How many jobs of each class to take at the most.
package struct ClaimQuota: Sendable, Hashable {
  package var renewal: Int
  package var normal: Int
  package var bulk: Int
  /// Whether whoever claims has nothing else in hand and takes nothing more before this has ended,
  /// should it be a suspect (``Job/isSuspect``): only then may his death be held against the job.
  package private(set) var isAlone = false

  package init(renewal: Int = 0, normal: Int = 0, bulk: Int = 0) {
    self.renewal = renewal
    self.normal = normal
    self.bulk = bulk
  }

  /// As many of each class.
  package init(ofEach limit: Int) {
    self.init(renewal: limit, normal: limit, bulk: limit)
  }

  /// One job of a class, to be tried alone.
  package static func alone(_ queueClass: QueueClass) -> ClaimQuota {
    var quota = ClaimQuota()
    quota[queueClass] = 1
    quota.isAlone = true
    return quota
  }

  package var total: Int { renewal + normal + bulk }

  package subscript(queueClass: QueueClass) -> Int {
    get {
      switch queueClass {
      case .renewal: renewal
      case .normal: normal
      case .bulk: bulk
      }
    }
    set {
      switch queueClass {
      case .renewal: renewal = newValue
      case .normal: normal = newValue
      case .bulk: bulk = newValue
      }
    }
  }
}
