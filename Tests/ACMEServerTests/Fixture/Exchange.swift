import ACMEProtocol
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// A request as it goes over the wire, right or wrong.
struct RawRequest: Sendable {
  var path: String
  var method = HTTPRequest.Method.post
  var headers: HTTPFields = [.contentType: "application/jose+json"]
  var body: [UInt8] = []
}

/// What came back.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPFields
  let body: [UInt8]

  func resource<Resource: Decodable>(_ type: Resource.Type = Resource.self) throws -> Resource {
    try ACMEJSON.decode(type, from: body)
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The field of this name, which HTTPTypes may not know.
  subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

  /// The targets of its links, by relation.
  var links: [String: String] {
    guard let name = HTTPField.Name("Link") else { return [:] }
    return headers[values: name].reduce(into: [:]) { links, value in
      let parts = value.split(separator: ";")
      guard parts.count == 2 else { return }
      links[String(parts[1].dropFirst(5).dropLast())] = String(parts[0].dropFirst().dropLast())
    }
  }
}

extension TestClientProtocol {
  func send(_ request: RawRequest) async throws -> Answer {
    let response = try await executeRequest(
      uri: request.path, method: request.method, headers: request.headers,
      body: request.method == .post ? ByteBuffer(bytes: request.body) : nil)
    return Answer(
      status: response.status.code, headers: response.headers,
      body: Array(response.body.readableBytesView))
  }

  /// A fresh nonce.
  func nonce() async throws -> String {
    let answer = try await send(RawRequest(path: "/acme/new-nonce", method: .head))
    guard let nonce = answer["Replay-Nonce"] else { throw UnexpectedAnswer(answer) }
    return nonce
  }
}

/// An answer that a test can't go on with.
struct UnexpectedAnswer: Error, CustomStringConvertible {
  let description: String

  init(_ answer: Answer) { description = "\(answer.status): \(answer.text)" }
}
