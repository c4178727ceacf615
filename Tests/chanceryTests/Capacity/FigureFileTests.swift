import CapacityModel
import Foundation
import Testing

@testable import chancery

@Suite("Files of figures that can't be used")
struct FigureFileTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  private static func sample() throws -> String {
    try String(
      contentsOf: GoldenCapacity.folder.appending(path: "softhsm-p-256.json"), encoding: .utf8)
  }

  private func problem(of text: String) throws -> String? {
    try folder.write(text, to: "bench.json")
    do {
      _ = try BenchFile(path: folder.path("bench.json"))
      return nil
    } catch let problem as FigureFileProblem {
      return problem.reason
    }
  }

  @Test("A file as hsm bench writes it is read")
  func good() throws {
    try folder.write(try Self.sample(), to: "bench.json")
    let file = try BenchFile(path: folder.path("bench.json"))
    #expect(file.keyType == "P-256")
    #expect(file.speed.points.map(\.lanes) == [1, 2, 4])
    #expect(file.speed.points.first?.processorMilliseconds == 0.073)
  }

  @Test(
    "A field that is missing is named",
    arguments: [
      "sessions", "signatures", "seconds", "signatures_per_second", "p50_us", "p90_us", "p99_us",
      "p99_9_us", "max_us", "cpu_us_per_signature", "verified", "distribution",
    ])
  func missingInStep(_ field: String) throws {
    let text = try Self.sample().replacing("\"\(field)\"", with: "\"x_\(field)\"")
    // The conclusion has a rate, too, and is read before the steps.
    let reasons = ["steps[0].\(field) is missing", "conclusion.\(field) is missing"]
    let reason = try problem(of: text) ?? "none"
    #expect(reasons.contains(reason), "\(reason)")
  }

  @Test(
    "A field of the context that is missing is named",
    arguments: ["key_type", "token", "mechanism", "machine", "date", "path", "module"])
  func missingInContext(_ field: String) throws {
    let text = try Self.sample().replacing("\"\(field)\"", with: "\"x_\(field)\"")
    #expect(try problem(of: text) == "context.\(field) is missing")
  }

  @Test(
    "A part that is missing is named", arguments: ["context", "steps", "notes"])
  func missingPart(_ part: String) throws {
    let text = try Self.sample().replacing("\"\(part)\"", with: "\"x_\(part)\"")
    #expect(try problem(of: text) == "\(part) is missing")
  }

  @Test(
    "A figure that can't have been measured is refused, with its place",
    arguments: [
      (
        "\"signatures_per_second\" : 13700.0", "\"signatures_per_second\" : -13700.0",
        "steps[0].signatures_per_second is -13700.0, not above 0"
      ),
      (
        "\"signatures_per_second\" : 13700.0", "\"signatures_per_second\" : 0",
        "steps[0].signatures_per_second is 0.0, not above 0"
      ),
      (
        "\"signatures_per_second\" : 13700.0", "\"signatures_per_second\" : \"NaN\"",
        "steps[0].signatures_per_second is no number"
      ),
      ("\"signatures_per_second\" : 13700.0", "\"signatures_per_second\" : NaN", "it is no JSON"),
      (
        "\"signatures_per_second\" : 13700.0", "\"signatures_per_second\" : null",
        "steps[0].signatures_per_second is empty"
      ),
      (
        "\"signatures_per_second\" : 13700.0", "\"signatures_per_second\" : 13.7",
        "steps[0].signatures_per_second is 13.7, but 68500 signatures in 5.0 s are 13,700 a second"
      ),
      ("\"sessions\" : 1,", "\"sessions\" : 0,", "steps[0].sessions is 0, not 1 to 1024"),
      (
        "\"sessions\" : 1,", "\"sessions\" : 1e9,",
        "steps[0].sessions is 1000000000, not 1 to 1024"
      ),
      ("\"sessions\" : 1,", "\"sessions\" : 2,", "two steps have the same number of sessions"),
      ("\"seconds\" : 5", "\"seconds\" : 0", "steps[0].seconds is 0.0, not above 0"),
      (
        "\"cpu_us_per_signature\" : 73", "\"cpu_us_per_signature\" : -1",
        "steps[0].cpu_us_per_signature is -1.0, not 0 or above"
      ),
      (
        "\"p50_us\" : 72.993", "\"p50_us\" : 0.072993",
        "steps[0].p50_us is 0.072993, which doesn't go with 13,700 signatures a second by 1 session: "
          + "it must be in microseconds"
      ),
    ])
  func impossible(old: String, new: String, reason: String) throws {
    let old = old.replacing(" : ", with: ": ")
    let text = try Self.sample()
    try #require(text.contains(old), "the sample has no \(old)")
    let first = try #require(text.firstRange(of: old))
    #expect(try problem(of: text.replacingCharacters(in: first, with: new)) == reason)
  }

  @Test(
    "What is no report at all is said to be none",
    arguments: [
      ("", "the file is empty"), ("{", "it is no JSON"), ("[]", "the whole is no group of keys"),
      ("{}", "context is missing"), ("signatures: 330", "it is no JSON"),
    ])
  func noReport(text: String, reason: String) throws {
    #expect(try problem(of: text) == reason)
  }

  @Test("Steps without any are refused, as an interrupted benchmark leaves them")
  func noSteps() throws {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(try Self.sample().utf8)) as? [String: Any])
    object["steps"] = []
    let data = try JSONSerialization.data(withJSONObject: object)
    #expect(
      try problem(of: String(decoding: data, as: UTF8.self)) == "no number of sessions was measured"
    )
  }

  @Test(
    "Results of make bench are held to the same",
    arguments: [
      (#"{"when":"w","commit":"c","machine":"m","figures":{"runs":[]}}"#, "it has no runs"),
      (#"{"when":"w","commit":"c","machine":"m"}"#, "figures is missing"),
      (#"{"when":"w","commit":"c","machine":"m","figures":{}}"#, "figures.runs is missing"),
      (
        #"{"when":"w","commit":"c","machine":"m","figures":{"runs":[{"workers":8,"#
          + #""fsyncs_per_certificate":1}]}}"#,
        "figures.runs[0].server_cpu_ms_per_certificate is missing"
      ),
      (
        #"{"when":"w","commit":"c","machine":"m","figures":{"runs":[{"workers":8,"#
          + #""fsyncs_per_certificate":-1,"server_cpu_ms_per_certificate":2}]}}"#,
        "figures.runs[0].fsyncs_per_certificate is -1.0, not above 0"
      ),
    ])
  func results(text: String, reason: String) throws {
    try folder.write(text, to: "results.json")
    #expect {
      _ = try ServerResults.read(path: folder.path("results.json"))
    } throws: { ($0 as? FigureFileProblem)?.reason == reason }
  }

  @Test(
    "So are those of the issuing line",
    arguments: [
      (#"{"when":"w","commit":"c","machine":"m","figures":{"devices":[]}}"#, "it has no devices"),
      (
        #"{"when":"w","commit":"c","machine":"m","figures":{"devices":[{"lanes":8,"share":0,"#
          + #""module_cpu_ms":0.5,"line":{"server_cpu_ms_per_certificate":1}}]}}"#,
        "figures.devices[0].share is 0.0, not above 0"
      ),
      (
        #"{"when":"w","commit":"c","machine":"m","figures":{"devices":[{"lanes":8,"share":1,"#
          + #""module_cpu_ms":0.5,"line":{}}]}}"#,
        "figures.devices[0].line.server_cpu_ms_per_certificate is missing"
      ),
    ])
  func shares(text: String, reason: String) throws {
    try folder.write(text, to: "share.json")
    #expect {
      _ = try ShareResults.read(path: folder.path("share.json"))
    } throws: { ($0 as? FigureFileProblem)?.reason == reason }
  }

  @Test("What make bench measured goes into the plan, and is named as its source")
  func used() throws {
    try folder.write(
      #"{"when":"w","commit":"c","machine":"m","figures":{"runs":["#
        + #"{"workers":1,"fsyncs_per_certificate":6,"server_cpu_ms_per_certificate":4},"#
        + #"{"workers":32,"fsyncs_per_certificate":0.5,"server_cpu_ms_per_certificate":2.06}]}}"#,
      to: "flow.json")
    try folder.write(
      #"{"when":"w","commit":"c","machine":"m","figures":{"devices":["#
        + #"{"lanes":1,"share":0.97,"module_cpu_ms":0.5,"line":{"server_cpu_ms_per_certificate":0.9}},"#
        + #"{"lanes":32,"share":0.4,"module_cpu_ms":0.5,"line":{"server_cpu_ms_per_certificate":1}}]}}"#,
      to: "share.json")
    let plan = try GoldenCapacity.study([
      "--signatures-per-second", "330", "--results", folder.path("flow.json"), "--share-results",
      folder.path("share.json"),
    ]).plan
    #expect(abs(plan.machine.flowMilliseconds - 2) < 1e-9)
    #expect(abs(plan.machine.issuingMilliseconds - 0.4) < 1e-9)
    #expect(plan.machine.writesPerCertificate == 6)
    #expect(abs(plan.capacity.certificatesPerSecond - 330 * 0.97) < 1e-9)
  }
}
