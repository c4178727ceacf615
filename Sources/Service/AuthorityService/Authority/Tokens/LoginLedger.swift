internal import Cryptoki
internal import Signing

/// Where a token's PIN comes from.
protocol PINSource: Sendable {
  func revision() -> String
  func pin() throws(SigningError) -> PIN
}

/// What is known of a token's last login.
struct LoginRecord: Sendable, Hashable, Codable {
  enum State: String, Sendable, Codable {
    case trying
    case parked
  }

  var state: State
  var reason: String
  var pinRevision: String
}

/// Remembers logins across restarts.
protocol LoginLedger: Sendable {
  func record(ofToken name: String) -> LoginRecord?
  func setRecord(_ record: LoginRecord?, ofToken name: String) throws(SigningError)
}
