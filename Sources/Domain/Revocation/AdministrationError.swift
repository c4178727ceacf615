internal import Foundation
package import AuthorityModel
package import Storage

/// Why an operator's wish about certificates or keys was refused.
package enum AdministrationError: Error, Sendable, Equatable {
  case unknownSerial(SerialNumber)
  case alreadyRevoked(Revocation)
  case expired(at: Timestamp)
  case notBlocked(KeyFingerprint)
  /// Its compromise was proved.
  case blockedForEver(KeyFingerprint)
  case storage(StorageError)
}

extension AdministrationError: CustomStringConvertible {
  /// A clause without a full stop.
  package var description: String {
    switch self {
    case .unknownSerial(let serial):
      "this CA has issued no certificate with the serial number \(serial)"
    case .alreadyRevoked(let revocation):
      "\(revocation.serial) was revoked at \(revocation.revokedAt.date.formatted(.iso8601)) already "
        + "(\(revocation.reason))"
    case .expired(let time):
      "the certificate expired at \(time.date.formatted(.iso8601)); there is nothing left to revoke"
    case .notBlocked(let key):
      "the key \(key) is not blocked, or by a file only: take it out of that"
    case .blockedForEver(let key):
      "the key \(key) was blocked by a proof of its compromise, so it stays blocked"
    case .storage(let error):
      "\(error)"
    }
  }
}
