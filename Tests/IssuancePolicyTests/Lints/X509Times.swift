import Foundation
import SwiftASN1
import X509

/// Times as swift-certificates reads them.
enum X509Times {
  static func notBefore(of derBytes: [UInt8]) throws -> Date {
    try Certificate(derEncoded: derBytes).notValidBefore
  }
}
