import Yams

extension ConfigurationSection {
  /// Accepts the one value that this version can honour for a key of a later one.
  func accept(only neutral: String, for key: String) {
    guard let node = self[key], node.plainText != neutral else { return }
    node.report(
      "Anything but \(neutral) is not in this version yet.",
      mend: "Remove the line or set it to `\(key): \(neutral)`.")
  }

  /// Accepts only an empty list or group for a key of a later version.
  func acceptEmpty(_ keys: [String]) {
    for key in keys {
      guard let node = self[key] else { continue }
      let isEmpty =
        switch node.node {
        case .sequence(let list): list.isEmpty
        case .mapping(let group): group.isEmpty
        case .scalar, .alias: false
        }
      guard !isEmpty else { continue }
      node.report(
        "This feature is not in this version yet.",
        mend: "Remove the line or set it to `\(key): \(key == "limits" ? "{}" : "[]")`.")
    }
  }
}
