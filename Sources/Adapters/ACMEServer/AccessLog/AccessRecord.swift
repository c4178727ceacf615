internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Telemetry

/// One answered request, as the access log tells of it.
///
/// There is nothing in it that a client wrote: no path, no name, no header, so that no line can be forged and no
/// secret kept.
struct AccessRecord: Sendable {
  let time: AuthorityModel.Timestamp
  let method: HTTPRequest.Method
  let endpoint: RequestedEndpoint
  let status: Int
  let duration: Duration
  /// Who signed the request, where that was found right.
  let account: AccountID?

  /// The end of an account's id: enough to tell accounts apart, as its first half is a time.
  private static let accountDigits = 8

  var line: String {
    let date = ACMEProtocol.Timestamp(time.date).text.dropLast()
    let milliseconds = Self.digits(time.millisecondsSinceEpoch % 1000)
    let account = account.map { String("\($0)".suffix(Self.accountDigits)) } ?? "-"
    return "access time=\(date).\(milliseconds)Z method=\(known) endpoint=\(endpoint.rawValue) "
      + "status=\(status) ms=\(inMilliseconds) account=\(account)\n"
  }

  /// HTTP allows any method, and a client may make one up.
  private var known: String {
    switch method {
    case .get, .head, .post, .options: method.rawValue
    default: "other"
    }
  }

  private var inMilliseconds: String {
    let (seconds, attoseconds) = duration.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    return "\(microseconds / 1000).\(Self.digits(microseconds % 1000))"
  }

  /// Three digits.
  private static func digits(_ number: Int64) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, 3 - text.count)) + text
  }
}
