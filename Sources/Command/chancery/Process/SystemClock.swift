import AuthorityModel
import Foundation

extension WallClock {
  /// The machine's clock; the only place where it is read.
  static let system = WallClock { Timestamp(Date()) }
}
