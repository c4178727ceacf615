internal import AuthorityModel

/// How often a validation that failed is tried again, and when.
extension ValidationConfiguration {
  private static let mostRetries = 8

  static func retries(_ section: ConfigurationSection) -> ValidationRetries {
    let mend =
      "List the pauses between attempts, each from 1s to 10m, as `retry_pauses: [5s, 10s, 15s]`; "
      + "`[]` for one attempt alone."
    guard let node = section["retry_pauses"] else { return .standard }
    var pauses: [Duration] = []
    for element in node.elements(mend: mend) {
      let pause = element.plainText.flatMap(DurationText.duration)
      if let pause, (.seconds(1)...(.seconds(600))).contains(pause) {
        pauses.append(pause)
      } else {
        element.report("\(element.written) is no such pause.", mend: mend)
      }
    }
    if pauses.count > mostRetries {
      node.report("There are more than \(mostRetries) pauses.", mend: mend)
    }
    return ValidationRetries(pauses: pauses)
  }
}
