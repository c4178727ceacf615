/// What an operator asks of a running CA, over the admin socket.
///
/// One request is one line of JSON: `{"version":1,"command":"hsm unpark","token":"primary"}`.
package enum AdminRequest: Sendable, Hashable {
  /// How each token is doing.
  case tokenReports
  /// Tries parked tokens once more: the one that is named, or all.
  case unpark(token: String?)
  /// Revokes a certificate.
  case revoke(RevocationOrder)
  /// Lists, blocks or unblocks keys.
  case keys(KeyOrder)
  /// Shows the queue, or sets who may use it how.
  case queue(QueueOrder)
}

extension AdminRequest: Codable {
  /// Raised when a request or an answer changes so that older programs would misread it.
  package static let version = 1

  /// Why a request can't be served, though it is JSON.
  package enum Fault: Error, Sendable, Hashable {
    case version(Int)
    case unknownCommand(String)
  }

  private enum CodingKeys: String, CodingKey {
    case version
    case command
    case token
    case revocation
    case keys
    case queue
  }

  private enum Command: String {
    case status = "hsm status"
    case unpark = "hsm unpark"
    case revoke
    case keys
    case queue
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Self.version else { throw Fault.version(version) }
    let name = try container.decode(String.self, forKey: .command)
    switch Command(rawValue: name) {
    case .status: self = .tokenReports
    case .unpark:
      self = .unpark(token: try container.decodeIfPresent(String.self, forKey: .token))
    case .revoke:
      self = .revoke(try container.decode(RevocationOrder.self, forKey: .revocation))
    case .keys: self = .keys(try container.decode(KeyOrder.self, forKey: .keys))
    case .queue: self = .queue(try container.decode(QueueOrder.self, forKey: .queue))
    case nil: throw Fault.unknownCommand(name)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.version, forKey: .version)
    try container.encode(command.rawValue, forKey: .command)
    switch self {
    case .tokenReports: break
    case .unpark(let token): try container.encodeIfPresent(token, forKey: .token)
    case .revoke(let order): try container.encode(order, forKey: .revocation)
    case .keys(let order): try container.encode(order, forKey: .keys)
    case .queue(let order): try container.encode(order, forKey: .queue)
    }
  }

  private var command: Command {
    switch self {
    case .tokenReports: .status
    case .unpark: .unpark
    case .revoke: .revoke
    case .keys: .keys
    case .queue: .queue
    }
  }
}

extension AdminRequest {
  /// As an operator would say it, for the log: `unpark primary`.
  package var summary: String {
    switch self {
    case .tokenReports: "status"
    case .unpark(let token): token.map { "unpark \($0)" } ?? "unpark"
    case .revoke(let order):
      "revoke \(order.serial.prefix(60)) for \(order.reason.prefix(40))"
        + Self.mode(order.isRehearsal)
    case .keys(let order):
      "keys \(order.action.rawValue)\(order.key.map { " \($0.prefix(100))" } ?? "")"
        + (order.action == .list ? "" : Self.mode(order.isRehearsal))
    case .queue(.status): "queue status"
    case .queue(.list): "queue list"
    case .queue(.listSetAside): "queue list --set-aside"
    case .queue(.setBulk(let account, let isBulk)):
      "accounts bulk \(account.prefix(200))\(isBulk ? "" : " --off")"
    }
  }

  private static func mode(_ isRehearsal: Bool) -> String { isRehearsal ? " (dry run)" : "" }
}

extension AdminRequest.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .version(let version):
      "the running serve speaks version \(AdminRequest.version) of the admin protocol, this command "
        + "version \(version); use the chancery that serve was started from"
    case .unknownCommand(let name):
      "the running serve has no admin command \"\(name.prefix(100))\"; it may be an older version"
    }
  }
}
