package import AuthorityModel

/// How many jobs of each class to take at the most.
package struct ClaimQuota: Sendable, Hashable {
  package var renewal: Int
  package var normal: Int
  package var bulk: Int

  package init(renewal: Int = 0, normal: Int = 0, bulk: Int = 0) {
    self.renewal = renewal
    self.normal = normal
    self.bulk = bulk
  }

  /// As many of each class.
  package init(ofEach limit: Int) {
    self.init(renewal: limit, normal: limit, bulk: limit)
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
