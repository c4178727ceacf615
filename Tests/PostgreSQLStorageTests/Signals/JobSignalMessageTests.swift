import AuthorityModel
import StorageContract
import Testing

@testable import PostgreSQLStorage

@Suite struct JobSignalMessageTests {
  private static let messages: [JobSignalMessage] = [
    .lookAgain, .failed(Samples.id()), .issued(Samples.id(), Samples.serial()),
    .queued(
      Samples.id(), Samples.id(),
      QueuePosition(number: .max, queueClass: .bulk, place: .max)),
  ]

  @Test func `messages are read as they were written`() {
    let payload = JobSignalPayload(from: "me", Self.messages)
    #expect(JobSignalPayload(text: payload.text) == payload)
  }

  @Test(arguments: ["", "x", "q", "i 00 11", "f zz", "q a b c d e", "l l"])
  func `what isn't known is passed over`(text: String) {
    #expect(JobSignalMessage(text: text) == nil)
    #expect(JobSignalPayload(text: "me\n\(text)\nl")?.messages == [.lookAgain])
  }

  @Test func `a payload holds less than PostgreSQL takes, and none is left out`() {
    let all = (0..<500).flatMap { _ in Self.messages }
    var rest = all
    var sent: [JobSignalMessage] = []
    while !rest.isEmpty {
      let payload = JobSignalPayload.taking(from: &rest, sender: "me")
      #expect(payload.text.utf8.count < 8000)
      #expect(!payload.messages.isEmpty)
      sent += payload.messages
    }
    #expect(sent == all)
  }
}
