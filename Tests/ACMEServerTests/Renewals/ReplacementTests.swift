import ACMEProtocol
import AuthorityModel
import Conformance
import Crypto
import HummingbirdTesting
import SQLiteStorage
import Storage
import Testing
import X509

@Suite("Orders that replace a certificate (RFC 9773 §5)", .timeLimit(.minutes(1)))
struct ReplacementTests {
  private static func replacing(_ identifier: String, _ names: [String] = ["a.example"]) -> String {
    Applicant.newOrder(names, ["replaces": identifier])
  }

  @Test(
    "An order shows what it replaces, from the first answer to the last", .holds("9773/5/reflected")
  )
  func reflected() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let first = try await applicant.fulfilledOrder(for: ["a.example", "b.example"])
      #expect(first.resource.replaces == nil)
      let identifier = try await applicant.leaf(of: first).identifier
      // One name of two is enough, and another may come.
      let names = ["b.example", "c.example"]
      let placed = try await applicant.decidedOrder(for: names, ["replaces": identifier])
      #expect(placed.resource.replaces?.text == identifier)
      let read: OrderResource = try await applicant.post(at: placed.url).resource()
      #expect(read.replaces?.text == identifier)
      let answer = try await applicant.finalized(placed, for: names)
      #expect(answer.status == .valid)
      #expect(answer.replaces?.text == identifier)
      #expect(
        try await applicant.post(at: placed.url).resource(OrderResource.self).replaces?.text
          == identifier)
      // The new one has a name of its own, by which it is replaced in turn.
      let next = try await applicant.leaf(of: PlacedOrder(url: "", resource: answer)).identifier
      #expect(next != identifier)
      #expect(
        try await applicant.post(Self.replacing(next, names), to: "/acme/new-order").status == 201)
    }
  }

  @Test(
    "A certificate is replaced once; an order that failed or expired leaves it to the next",
    .holds("9773/5/already-replaced", "9773/5/refused"))
  func once() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let first = try await applicant.fulfilledOrder(for: ["a.example"])
      let identifier = try await applicant.leaf(of: first).identifier
      let order = Self.replacing(identifier)

      let failed = try await applicant.decidedOrder(
        for: ["a.example", "refused.example"], ["replaces": identifier])
      #expect(failed.resource.status == .invalid)
      let expired = try await applicant.post(order, to: "/acme/new-order")
      #expect(expired.status == 201)
      #expect(try await applicant.post(order, to: "/acme/new-order").status == 409)
      authority.time.advance(by: TestAuthority.orderLifetime)
      let third = try await applicant.decidedOrder(for: ["a.example"], ["replaces": identifier])
      let fulfilled = try await applicant.finalized(third, for: ["a.example"])
      #expect(fulfilled.status == .valid)
      authority.time.advance(by: TestAuthority.orderLifetime)
      let late = try await applicant.post(order, to: "/acme/new-order")
      #expect(late.status == 409)
      let problem: ProblemDocument = try late.resource()
      #expect(problem.problemType == .alreadyReplaced)
      let name = try #require(third.url.split(separator: "/").last)
      #expect(problem.detail?.contains(name) == true)
    }
  }

  @Test("Of twenty orders at once that replace one certificate one is placed")
  func race() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let first = try await applicant.fulfilledOrder(for: ["a.example"])
      let order = Self.replacing(try await applicant.leaf(of: first).identifier)
      let statuses = try await withThrowingTaskGroup { group in
        for _ in 0..<20 {
          group.addTask { try await applicant.post(order, to: "/acme/new-order").status }
        }
        return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
      }
      #expect(statuses == [201: 1, 409: 19])
    }
  }

  /// Answers finalize at once.
  private static var impatientLine: TestLine {
    var line = TestLine()
    line.finalizeWait = .milliseconds(1)
    return line
  }

  @Test(
    "A renewal on the certificate's last day comes first, and none before it",
    arguments: [(number: 88, expected: QueueClass.normal), (number: 89, expected: .renewal)],
    [false, true])
  func queueClass(day: (number: Int, expected: QueueClass), isBulk: Bool) async throws {
    let line = Self.impatientLine
    let authority = try await TestAuthority(line: line)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example"])
      _ = try await applicant.finalized(order, for: ["a.example"])
      let identifier = try await applicant.leaf(
        of: PlacedOrder(url: order.url, resource: try await applicant.untilOver(order.url))
      ).identifier
      authority.time.advance(by: .seconds(day.number * 86_400 + 3600))
      if isBulk {
        _ = try await authority.stores.accounts.setBulk(true, for: applicant.accountID)
      }
      line.gate.close()
      defer { line.gate.open() }
      let renewal = try await applicant.decidedOrder(for: ["a.example"], ["replaces": identifier])
      _ = try await applicant.finalized(renewal, for: ["a.example"])
      let other = try await applicant.decidedOrder(for: ["a.example"])
      _ = try await applicant.finalized(other, for: ["a.example"])
      let ordinary: QueueClass = isBulk ? .bulk : .normal
      let expected: [QueueClass: Int] =
        day.expected == .renewal ? [.renewal: 1, ordinary: 1] : [ordinary: 2]
      #expect(try await authority.stores.jobs.backlog().jobCounts == expected)
    }
  }
}
