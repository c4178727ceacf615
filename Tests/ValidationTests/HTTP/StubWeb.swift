import Synchronization
import Validation

/// A little internet: names with addresses, and what each URL answers.
final class StubWeb: HostResolver, ChallengeFetcher {
  /// What a name resolves to, the first time, the second, …; the last for ever.
  private let names: Mutex<[String: [[IPAddress]]]>
  private let pages: [String: FetchedResponse]
  private let log = Mutex<[String]>([])

  init(names: [String: [[String]]], pages: [String: FetchedResponse]) throws {
    self.names = Mutex(
      try names.mapValues { try $0.map { try $0.map { text in try IPAddress(text) } } })
    self.pages = pages
  }

  /// Every request, as `URL at address`.
  var requests: [String] { log.withLock { $0 } }

  func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
    let answer: [IPAddress]? = names.withLock { names in
      guard let answers = names[host], let first = answers.first else { return nil }
      if answers.count > 1 { names[host] = Array(answers.dropFirst()) }
      return first
    }
    guard let answer else {
      throw ResolutionError(.nonexistentName, "\(host) does not exist")
    }
    return answer
  }

  func fetch(
    _ target: HTTPTarget, at address: IPAddress
  ) async throws(FetchError) -> FetchedResponse {
    log.withLock { $0.append("\(target) at \(address)") }
    guard let page = pages["\(target)"] else {
      return FetchedResponse(status: 404, body: Array("no such page".utf8))
    }
    return page
  }
}

extension FetchedResponse {
  static func page(_ text: String) -> FetchedResponse {
    FetchedResponse(status: 200, body: Array(text.utf8))
  }

  static func redirect(_ status: Int = 302, to location: String?) -> FetchedResponse {
    FetchedResponse(status: status, location: location, body: [])
  }
}
