import ArgumentParser
import Cryptoki

extension HSMVendor: ExpressibleByArgument {
  /// The vendors for a help text.
  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
