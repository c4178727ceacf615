/// What an applicant's host answered.
package struct FetchedResponse: Sendable, Hashable {
  package let status: Int
  /// The `Location` field, as it was sent; several are joined by commas (RFC 9110 §5.3), which makes
  /// no URL of them.
  package let location: String?
  /// The whole body of a 200; of any other response the beginning at least.
  package let body: [UInt8]

  package init(status: Int, location: String? = nil, body: [UInt8]) {
    self.status = status
    self.location = location
    self.body = body
  }
}
