import AuthorityModel
import Storage
import Testing

@testable import Issuance

@Suite("Turns of the queue's classes")
struct ClassRotationTests {
  /// How many jobs each class got of a queue in which all have more than enough.
  private static func served(_ rotation: inout ClassRotation, claims: Int, of limit: Int)
    -> [QueueClass: Int]
  {
    var served: [QueueClass: Int] = [:]
    for _ in 0..<claims {
      let quota = rotation.quota(for: limit)
      let jobs = QueueClass.allCases.flatMap { queueClass in
        (0..<quota[queueClass]).map { _ in job(in: queueClass) }
      }
      for job in rotation.interleaved(jobs, claimedAs: quota) {
        served[job.position.queueClass, default: 0] += 1
      }
    }
    return served
  }

  private static func job(in queueClass: QueueClass) -> Job {
    var generator = SystemRandomNumberGenerator()
    let now = Timestamp(millisecondsSinceEpoch: 0)
    return Job(
      position: QueuePosition(number: 1, queueClass: queueClass, place: 1),
      order: OrderID(at: now, using: &generator), account: AccountID(at: now, using: &generator),
      request: CertificateRequest(subjectPublicKeyInfo: [], names: [], profile: "default"),
      acceptedAt: now, attempts: 1, state: .queued)
  }

  @Test(
    "are by their weights, while all have work",
    arguments: [
      ClassWeights.standard, ClassWeights(renewal: 1, normal: 1, bulk: 1),
      ClassWeights(renewal: 7, normal: 3, bulk: 2), ClassWeights(renewal: 1, normal: 5, bulk: 100),
    ])
  func weights(weights: ClassWeights) {
    var rotation = ClassRotation(weights)
    // The first claim asks for as many of each, since nothing is known of them.
    _ = Self.served(&rotation, claims: 1, of: 1)
    let served = Self.served(&rotation, claims: 500, of: 20)
    let sum = Double(weights.renewal + weights.normal + weights.bulk)
    for queueClass in QueueClass.allCases {
      let expected = 10_000 * Double(weights[queueClass]) / sum
      #expect(abs(Double(served[queueClass, default: 0]) - expected) <= 2, "\(queueClass)")
    }
  }

  @Test("Weights are from 1 to 100, whatever is asked for")
  func bounds() {
    #expect(
      ClassWeights(renewal: 0, normal: -1, bulk: 1000)
        == ClassWeights(renewal: 1, normal: 1, bulk: 100))
  }
}
