import Storage
import Testing

@testable import PostgreSQLStorage

@Suite struct SQLStateTests {
  @Test(arguments: [
    ("40001", SQLState.Class.conflict), ("40P01", .conflict), ("23505", .constraint),
    ("23514", .constraint), ("57014", .tooSlow), ("55P03", .tooSlow), ("0A000", .stalePlan),
    ("26000", .stalePlan), ("57P01", .unavailable), ("57P02", .unavailable),
    ("57P03", .unavailable), ("53300", .unavailable), ("53100", .unavailable),
    ("08006", .unavailable), ("25006", .unavailable), ("58030", .unavailable),
    ("28P01", .refused), ("3D000", .refused), ("42P01", .corrupt), ("22P02", .corrupt),
    ("XX001", .corrupt), ("CH001", .corrupt),
  ])
  func `each state says what is to be done`(state: String, expected: SQLState.Class) {
    #expect(SQLState(rawValue: state).classification == expected)
  }

  @Test(arguments: [
    ("25006", true), ("57P01", true), ("57P03", true), ("0A000", true), ("53300", false),
    ("40001", false), ("23505", false),
  ])
  func `a former primary and a server that stops are left`(state: String, isLeft: Bool) {
    #expect(SQLState(rawValue: state).endsConnection == isLeft)
  }

  @Test func `only what lies in rows or tables is corrupt; all else may be tried again`() {
    for state in ["23505", "42P01"] {
      let error = StorageError(QueryError(.server(SQLState(rawValue: state)), "no"))
      #expect(error == .corrupt(what: "no"))
    }
    for state in ["53100", "57014", "28P01"] {
      let error = StorageError(QueryError(.server(SQLState(rawValue: state)), "no"))
      #expect(error == .unavailable(reason: "no"))
    }
  }
}
