import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Publishes records by the HTTP interface of pebble's challenge test server.
struct ChallengeTestServer: DNSPublisher {
  /// Its URL, without a slash at the end.
  let url: String
  let http: HTTPClient

  private struct Record: Encodable {
    let host: String
    var value: String?
  }

  func present(name: String, value: String) async throws(DNSPublisherError) {
    try await post("set-txt", Record(host: "\(name).", value: value))
  }

  func cleanUp(name: String, value: String) async throws(DNSPublisherError) {
    try await post("clear-txt", Record(host: "\(name)."))
  }

  private func post(_ action: String, _ record: Record) async throws(DNSPublisherError) {
    let status: UInt
    do {
      var request = HTTPClientRequest(url: "\(url)/\(action)")
      request.method = .POST
      request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(record)))
      let response = try await http.execute(request, timeout: .seconds(10))
      // The connection is used again only when the body was read.
      _ = try await response.body.collect(upTo: 1 << 16)
      status = response.status.code
    } catch {
      throw DNSPublisherError(description: "\(url)/\(action) does not answer: \(error)")
    }
    guard (200..<300).contains(status) else {
      throw DNSPublisherError(description: "\(url)/\(action) answered \(status)")
    }
  }
}
