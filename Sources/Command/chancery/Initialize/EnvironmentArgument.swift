import ArgumentParser
import Foundation

/// A variable for a PKCS#11 module, as `SOFTHSM2_CONF=./softhsm2.conf`.
///
/// A value that starts with `./` or `../` is a path from where the command runs.
struct EnvironmentArgument: ExpressibleByArgument {
  let name: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    name = String(argument[..<sign])
    let text = String(argument[argument.index(after: sign)...])
    guard !name.contains("\0"), !text.contains("\0") else { return nil }
    let isPath = text.hasPrefix("./") || text.hasPrefix("../")
    value = isPath ? URL(filePath: text).standardizedFileURL.path(percentEncoded: false) : text
  }
}
