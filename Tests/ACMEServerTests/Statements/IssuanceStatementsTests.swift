import Conformance
import SQLiteStorage
import Testing

@Suite("Statements of a certificate")
struct IssuanceStatementsTests {
  @Test("A whole flow runs the statements of the table, and no others")
  func flow() async throws {
    let ledger = StatementLedger()
    let authority = try await TestAuthority(observingStatements: ledger.note)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      // What is prepared, looked for at the start and remembered from then on lies behind this one.
      _ = try await applicant.leaf(of: try await applicant.fulfilledOrder(for: ["first.example"]))
      _ = ledger.taken()
      let before = authority.stores.database.statistics

      let order = try await applicant.fulfilledOrder(for: ["second.example"])
      _ = try await applicant.leaf(of: order)

      let after = authority.stores.database.statistics
      let statements = ledger.taken()
      let isFrame = { (text: String) in text.hasPrefix("BEGIN") || text == "COMMIT" }
      // An issuer that has nothing in hand looks for more, now and then: that is no certificate's.
      let isClaim = { (text: String) in text.hasPrefix("UPDATE jobs SET holder") }
      let expected = CertificateStatement.all.map(\.beginning)
      let found = statements.filter { !isFrame($0) && !isClaim($0) }
      #expect(statements.contains(where: isClaim))
      let pairs = zip(found, expected.filter { !isClaim($0) })
      for (found, expected) in pairs {
        #expect(found.hasPrefix(expected), "\(found)")
      }
      #expect(found.count == expected.count - 1, "\(found)")
      #expect(expected.count <= 12)
      // Nothing else was run: each commit has a BEGIN and a COMMIT, no write a savepoint.
      let commits = after.commits - before.commits
      #expect(statements.count { isFrame($0) } == 2 * commits)
      #expect(after.failures == before.failures)
      #expect(after.repeatedGroups == before.repeatedGroups)
    }
  }

  @Test("The page shows the table of statements")
  func pageIsFresh() throws {
    try RenderedPage("docs/issuance.md").hold(IssuancePage.text)
  }
}
