internal import ACMEProtocol
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// What a handler answers; the responder adds the headers that every answer bears.
struct Reply: Sendable {
  var status: HTTPResponse.Status
  var headers: HTTPFields
  var body: [UInt8]

  init(_ status: HTTPResponse.Status, headers: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A resource as JSON.
  init(
    _ status: HTTPResponse.Status = .ok, resource: some JSONWritable, location: String? = nil
  ) {
    self.init(status, headers: [.contentType: ACMEJSON.contentType], body: resource.json)
    headers[.location] = location
  }

  /// Adds a `Link` header beside those that are there.
  mutating func link(to target: String, as relation: LinkHeader.Relation) {
    headers.append(link: LinkHeader(target, relation))
  }

  var response: Response {
    Response(
      status: status, headers: headers,
      body: body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}

extension HTTPFields {
  mutating func append(link: LinkHeader) {
    append(HTTPField(name: .link, value: link.value))
  }
}

extension HTTPField.Name {
  /// RFC 8555 §6.5.1.
  static let replayNonce = known("Replay-Nonce")
  /// RFC 8288 §3.
  static let link = known("Link")

  private static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else {
      preconditionFailure("\(name) is no field name (RFC 9110 §5.1).")
    }
    return name
  }
}
