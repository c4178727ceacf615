import Synchronization
import Validation

/// Answers a name otherwise each time that it is asked for, as a name server that rebinds does.
final class SuccessiveAnswers: HostResolver {
  private let answers: Mutex<[String: [IPAddress]]>

  init(_ answers: [String: [String]]) throws {
    self.answers = Mutex(try answers.mapValues { try $0.map { text in try IPAddress(text) } })
  }

  func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
    let next: IPAddress? = answers.withLock { answers in
      guard let first = answers[host]?.first else { return nil }
      // The last answer stands for ever.
      if let rest = answers[host]?.dropFirst(), !rest.isEmpty { answers[host] = Array(rest) }
      return first
    }
    guard let next else { throw ResolutionError(.nonexistentName, "\(host) does not exist") }
    return [next]
  }
}
