import Testing

@testable import PostgreSQLStorage

@Suite struct ConnectionTargetTests {
  @Test(arguments: [
    ("postgresql://ca@db/chancery", "chancery at db as ca"),
    ("postgresql://ca@db1:5432,db2:5432/chancery?sslmode=verify-full", "chancery at db1,db2 as ca"),
    ("postgresql:///chancery?host=/run/postgresql", "chancery at /run/postgresql"),
    ("postgres://ca@[::1]:6000/chancery", "chancery at ::1 as ca"),
  ])
  func `a target says where it is`(url: String, expected: String) throws {
    #expect(try ConnectionTarget(url: url, password: "s3cret").description == expected)
  }

  @Test(arguments: [
    ("mysql://db/chancery", ConnectionTargetError.notAPostgreSQLURL),
    ("chancery.sqlite", .notAPostgreSQLURL),
    ("postgresql://ca@db/chancery?sslmod=require", .malformed),
    ("postgresql://ca@db/%zz", .malformed),
    ("postgresql://ca:s3cret@db/chancery", .passwordInURL),
    ("postgresql://ca@db/chancery?password=s3cret", .passwordInURL),
  ])
  func `what can't be used is refused, and never repeated`(
    url: String, expected: ConnectionTargetError
  ) throws {
    #expect(throws: expected) { try ConnectionTarget(url: url) }
    #expect(!expected.description.contains("s3cret"))
  }

  @Test func `law 10: a password is in no text of a target`() throws {
    let target = try ConnectionTarget(url: "postgresql://ca@db/chancery", password: "s3cret\n")
    var dumped = ""
    dump(target, to: &dumped)
    for text in ["\(target)", String(reflecting: target), dumped] {
      #expect(!text.contains("s3cret"), "\(text)")
    }
    // libpq gets it, without the end of its file's line.
    let password = target.withParameters { keys, values -> String? in
      var index = 0
      while let key = keys[index] {
        if String(cString: key) == "password" { return values[index].map { String(cString: $0) } }
        index += 1
      }
      return nil
    }
    #expect(password == "s3cret")
  }
}
