import AuthorityModel
import Conformance
import IssuancePolicy
import SQLiteStorage
import Storage
import Testing
import Validation

/// CA/B Baseline Requirements §3.2.2.8: a check counts for eight hours.
@Suite("The review of an order's CAA checks")
struct CAAReviewTests {
  private static let start = TestApplicants.start
  private static let eightHours = Duration.seconds(8 * 3600)

  private func review(
    _ applicants: TestApplicants, _ checker: ScriptedCAAChecker, at now: Timestamp
  ) -> CAAReview {
    CAAReview(
      checker: checker, authorizations: applicants.stores.authorizations,
      clock: WallClock { now }, concurrencyLimit: 2)
  }

  /// Stored, proved authorizations and the order that rests on them.
  private func order(
    _ applicants: TestApplicants, _ checks: KeyValuePairs<String, Timestamp?>
  ) async throws -> (Order, [Authorization]) {
    var proved: [Authorization] = []
    for (name, checkedAt) in checks {
      let pending = try await applicants.authorization(for: name)
      var record = TestApplicants.record
      record.caa = checkedAt.map(ScriptedCAAChecker.record(at:))
      var valid = pending
      _ = valid.respond(to: .http01, at: Self.start)
      _ = valid.conclude(
        .http01, as: .valid(record), at: Self.start, validFor: TestApplicants.lifetime)
      _ = try await applicants.stores.authorizations.update(pending, to: valid)
      proved.append(valid)
    }
    let order = Order(
      id: TestApplicants.id(), account: applicants.account.id,
      identifiers: proved.map(\.identifier), authorizations: proved.map(\.id), profile: "default",
      createdAt: Self.start, expiresAt: Self.start + .seconds(86_400))
    return (order, proved)
  }

  @Test("asks nothing while all checks count, and tells the oldest")
  func fresh() async throws {
    let applicants = try await TestApplicants()
    let checker = ScriptedCAAChecker()
    let (order, authorizations) = try await order(
      applicants, ["a.example.org": Self.start + .seconds(60), "b.example.org": Self.start])
    let now = Self.start + (Self.eightHours - .milliseconds(1))
    let oldest = try await review(applicants, checker, at: now)
      .requireLeave(for: order, given: authorizations)
    #expect(oldest == Self.start)
    #expect(checker.questions.isEmpty)
  }

  @Test("repeats those that are eight hours old, or were never made, and keeps what it found")
  func stale() async throws {
    let applicants = try await TestApplicants()
    let checker = ScriptedCAAChecker()
    let now = Self.start + Self.eightHours
    let (order, authorizations) = try await order(
      applicants,
      [
        "a.example.org": Self.start, "b.example.org": Self.start + .seconds(1),
        "c.example.org": nil, "d.example.org": Self.start,
      ])
    let oldest = try await review(applicants, checker, at: now)
      .requireLeave(for: order, given: authorizations)
    #expect(oldest == Self.start + .seconds(1))
    #expect(
      Set(checker.questions.map(\.name)) == ["a.example.org", "c.example.org", "d.example.org"])
    for (authorization, checkedAt) in zip(
      authorizations, [now, Self.start + .seconds(1), now, now])
    {
      let stored = try #require(try await applicants.stored(authorization))
      #expect(stored.evidence?.caa?.checkedAt == checkedAt)
      #expect(stored.state == .valid)
    }
    let again = ScriptedCAAChecker()
    let stored = try await authorizations.asyncMap { try await applicants.stored($0) }
    _ = try await review(applicants, again, at: now)
      .requireLeave(for: order, given: stored.compactMap(\.self))
    #expect(again.questions.isEmpty)
  }

  @Test("with a margin, repeats a check before it is too old")
  func margin() async throws {
    let applicants = try await TestApplicants()
    let (order, authorizations) = try await order(applicants, ["a.example.org": Self.start])
    for (age, isAsked) in [(7 * 3600 - 1, false), (7 * 3600, true)] {
      let checker = ScriptedCAAChecker()
      let now = Self.start + .seconds(age)
      let review = CAAReview(
        checker: checker, authorizations: applicants.stores.authorizations,
        clock: WallClock { now }, margin: .seconds(3600))
      _ = try await review.requireLeave(for: order, given: authorizations)
      #expect(checker.questions.isEmpty == !isAsked)
    }
  }

  @Test("takes no more look-ups than all orders together may have, and gives them back")
  func budget() async throws {
    let applicants = try await TestApplicants()
    let names: KeyValuePairs<String, Timestamp?> = ["a.example.org": nil, "b.example.org": nil]
    let (order, authorizations) = try await order(applicants, names)
    let checker = ScriptedCAAChecker()
    func review(_ limit: Int) -> CAAReview {
      CAAReview(
        checker: checker, authorizations: applicants.stores.authorizations,
        clock: WallClock { Self.start }, budget: LookupBudget(limit: limit))
    }
    let narrow = review(1)
    let refusal = await #expect(throws: CAARefusal.self) {
      try await narrow.requireLeave(for: order, given: authorizations)
    }
    #expect(refusal?.failure.kind == .serverInternal)
    #expect(checker.questions.isEmpty)
    let ample = review(2)
    for turn in 1...3 {
      _ = try await ample.requireLeave(for: order, given: authorizations)
      #expect(checker.questions.count == 2 * turn)
    }
  }

  @Test("names without DNS have no check, and need none")
  func exempt() async throws {
    let applicants = try await TestApplicants()
    let (order, authorizations) = try await order(applicants, ["a.test": nil])
    let checker = ScriptedCAAChecker(exempt: ["a.test"])
    let oldest = try await review(applicants, checker, at: Self.start)
      .requireLeave(for: order, given: authorizations)
    #expect(oldest == nil)
  }

  @Test("one name that is forbidden is the whole answer")
  func oneForbidden() async throws {
    let applicants = try await TestApplicants()
    let failure = Failure(.caa, "No.")
    let checker = ScriptedCAAChecker(failing: ["b.example.org": failure])
    let (order, authorizations) = try await order(
      applicants, ["a.example.org": nil, "b.example.org": nil])
    await #expect(throws: CAARefusal(failure)) {
      try await review(applicants, checker, at: Self.start)
        .requireLeave(for: order, given: authorizations)
    }
  }

  @Test(
    "several have a subproblem each (RFC 8555 §6.7.1)",
    .holds("8659/3/every-name"),
    arguments: [(.caa, .caa), (.dns, .compound)] as [(Failure.Kind, Failure.Kind)])
  func severalForbidden(second: Failure.Kind, whole: Failure.Kind) async throws {
    let applicants = try await TestApplicants()
    let checker = ScriptedCAAChecker(failing: [
      "a.example.org": Failure(.caa, "No."), "c.example.org": Failure(second, "Never."),
    ])
    let (order, authorizations) = try await order(
      applicants,
      ["a.example.org": nil, "b.example.org": nil, "c.example.org": nil])
    let expected = Failure(
      whole, "2 names failed: a.example.org, c.example.org. The subproblems say why.",
      subproblems: [
        .init(name: "a.example.org", .caa, "No."), .init(name: "c.example.org", second, "Never."),
      ])
    await #expect(throws: CAARefusal(expected)) {
      try await review(applicants, checker, at: Self.start)
        .requireLeave(for: order, given: authorizations)
    }
  }
}

extension Array {
  fileprivate func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
