import AuthorityModel
import HTTPTypes
import Logging
import ServiceLifecycle
import Synchronization
import Telemetry
import Testing

@testable import ACMEServer

@Suite("The access log")
struct AccessLogTests {
  @Test func aLineHoldsWhatTheServerKnowsAndNothingThatAClientWrote() {
    #expect(
      Self.record(account: AccountID(text: "019ab3f20c11aaaabbbbccccdddd1234")).line
        == "access time=2027-01-15T08:00:00.007Z method=POST endpoint=newOrder status=201 "
        + "ms=3.014 account=dddd1234\n")
    #expect(
      Self.record(method: HTTPRequest.Method("BREW"), endpoint: .unknown, status: 404).line
        == "access time=2027-01-15T08:00:00.007Z method=other endpoint=unknown status=404 "
        + "ms=3.014 account=-\n")
  }

  @Test func whatDoesNotFitIsDroppedAndCounted() {
    var buffer = AccessBuffer(limit: 3, sampling: .all)
    var receptions: [AccessBuffer.Reception] = []
    for _ in 0..<5 { receptions.append(buffer.add(status: 200) { Self.record() }) }
    #expect(receptions == [.first, .queued, .queued, .dropped, .dropped])
    let taken = buffer.take()
    #expect(taken.records.count == 3)
    #expect(taken.droppedCount == 2)
    #expect(buffer.add(status: 200) { Self.record() } == .first)
    #expect(buffer.take().droppedCount == 0)
  }

  @Test func oneInAHundredIsSampledAndEachThatTheServerFailed() {
    var buffer = AccessBuffer(limit: 1000, sampling: .sampled)
    for number in 0..<1000 {
      _ = buffer.add(status: number % 2 == 0 ? 200 : 503) { Self.record() }
    }
    #expect(buffer.take().records.count == 10)
    #expect(buffer.add(status: 500) { Self.record() } == .first)
    #expect(buffer.add(status: 503) { Self.record() } == .passedOver)
  }

  @Test func linesAreWrittenTogetherAndTheLastOnesBeforeTheEnd() async throws {
    let written = Written()
    let log = AccessLog(.all, limit: 2, clock: InstantClock()) { written.append($0) }
    let group = ServiceGroup(
      services: [log], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    for _ in 0..<3 { log.note(status: 200) { Self.record() } }
    try await withThrowingTaskGroup { tasks in
      tasks.addTask { try await group.run() }
      await written.first()
      log.note(status: 200) { Self.record(status: 299) }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    let lines = written.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines.prefix(2).allSatisfy { $0.contains("status=201") })
    #expect(lines[2] == "access dropped=1")
    #expect(lines[3].contains("status=299"))
  }

  @Test func eachAnswerIsNotedWithWhomItWasFor() async throws {
    let written = Written()
    let log = AccessLog(.all, clock: InstantClock()) { written.append($0) }
    try await TestAuthority(logging: log).serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let account = try #require(applicant.account)
      _ = try await applicant.post(to: String(account.dropFirst(TestAuthority.externalURL.count)))
      _ = try await client.send(RawRequest(path: "/acme/secret-word", method: .get))
    }
    let lines = written.text.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("method=POST endpoint=newAccount status=201") })
    let read = try #require(lines.first { $0.contains("endpoint=account ") })
    #expect(read.contains("status=200"))
    #expect(!read.hasSuffix("account=-"))
    #expect(lines.contains { $0.contains("endpoint=unknown status=404") })
    #expect(!written.text.contains("secret-word"))
  }

  private static func record(
    method: HTTPRequest.Method? = .post, endpoint: RequestedEndpoint = .newOrder,
    status: Int = 201, account: AccountID? = nil
  ) -> AccessRecord {
    AccessRecord(
      time: Timestamp(millisecondsSinceEpoch: 1_800_000_000_007), method: method ?? .get,
      endpoint: endpoint, status: status, duration: .microseconds(3014), account: account)
  }
}

/// What was written, and a wait for the first of it.
private final class Written: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let (pieces, bell) = AsyncStream<Void>.makeStream()

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func append(_ piece: [UInt8]) {
    bytes.withLock { $0 += piece }
    bell.yield()
  }

  func first() async { for await _ in pieces { return } }
}

/// A clock on which every time has come.
private struct InstantClock: Clock {
  var now: ContinuousClock.Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
}
