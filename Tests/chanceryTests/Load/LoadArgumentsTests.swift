import ArgumentParser
import Testing

@testable import chancery

@Suite("Arguments of chancery load")
struct LoadArgumentsTests {
  private let directory = ["--directory", "https://127.0.0.1:14000/directory"]

  @Test("Left alone, options have sensible values")
  func defaults() throws {
    let settings = try Load.parse(directory + ["--certificates", "100"]).settings
    #expect(settings.workers == 8)
    #expect(settings.accounts == 8)
    #expect(settings.httpPort == 5002)
    #expect(settings.patience == .seconds(60))
    #expect(settings.trust == .system)
    #expect(settings.names(ofOrder: 7, run: "lx") == ["lx-7.load.test"])
  }

  @Test("There are no more workers than certificates, and no more accounts than workers")
  func bounds() throws {
    let few = try Load.parse(directory + ["--certificates", "3", "--workers", "64"]).settings
    #expect(few.workers == 3)
    #expect(few.accounts == 3)
    let many = try Load.parse(directory + ["--certificates", "999", "--workers", "64"]).settings
    #expect(many.accounts == 16)
  }

  @Test("Names are made up, different for each order, or given")
  func names() throws {
    let made = try Load.parse(directory + ["--names-per-order", "2", "--name-suffix", ".x.test"])
    #expect(made.settings.names(ofOrder: 1, run: "l0") == ["l0-1.x.test", "l0-1-2.x.test"])
    let given = try Load.parse(directory + ["--names", "a.test,b.test"])
    #expect(given.settings.names(ofOrder: 1, run: "l0") == ["a.test", "b.test"])
  }

  @Test(
    "Durations carry a unit",
    arguments: [
      ("500ms", Duration.milliseconds(500)), ("60s", .seconds(60)), ("2m", .seconds(120)),
      ("9", .seconds(9)),
    ])
  func patience(text: String, duration: Duration) throws {
    #expect(try Load.parse(directory + ["--patience", text]).settings.patience == duration)
  }

  @Test(
    "Wrong usage is refused with exit code 64",
    arguments: [
      ["--certificates", "0"], ["--workers", "-1"], ["--http-port", "70000"],
      ["--insecure", "--ca-file", "/dev/null"], ["--ca-file", "/nowhere/root.pem"],
      ["--names", "a.test,"], ["--names", "a.test", "--certificates", "2"],
      ["--patience", "0s"], ["--patience", "soon"], ["--key-type", "rsa-1024"],
      ["--format", "xml"], ["--directory", "127.0.0.1:14000"], ["--duration", "1m"],
    ])
  func refused(arguments: [String]) {
    let error = #expect(throws: (any Error).self) { try Load.parse(directory + arguments) }
    #expect(error.map { Load.exitCode(for: $0).rawValue } == 64)
  }
}
