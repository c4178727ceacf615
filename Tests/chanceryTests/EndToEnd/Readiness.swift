import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

extension MadeAuthority {
  /// What `/health/ready` says; nil while nobody listens.
  func readiness() async -> (isReady: Bool, text: String)? {
    let url = "http://127.0.0.1:\(operationsPort)/health/ready"
    guard
      let answer = try? await HTTPClient.shared.execute(
        HTTPClientRequest(url: url), timeout: .seconds(10)),
      let body = try? await answer.body.collect(upTo: 1 << 20)
    else { return nil }
    return (answer.status == .ok, String(buffer: body))
  }

  /// Waits until a process of this authority is ready, or says that it isn't because of something.
  ///
  /// - Returns: What it says.
  @discardableResult
  func awaitReadiness(
    _ isReady: Bool = true, mentioning text: String = "status", of server: ChanceryRun
  ) async throws -> String {
    let found = try await eventually(within: .seconds(60)) { () async throws -> String? in
      guard server.exitCode == nil else { return "" }
      guard let answer = await readiness(), answer.isReady == isReady, answer.text.contains(text)
      else { return nil }
      return answer.text
    }
    let last = await readiness()
    return try #require(
      found.flatMap { $0.isEmpty ? nil : $0 },
      "\(last?.text ?? "nobody listens")\n\(server.standardError)")
  }
}
