internal import ACMEProtocol
internal import Registration

/// What the replacement of a certificate is refused for (RFC 9773 §5).
extension Problem {
  init(_ refusal: ReplacementRefusal) {
    switch refusal {
    case .notOfAccount:
      self.init(
        .unauthorized,
        "The payload's member 'replaces' names no certificate that this account ordered from this CA. "
          + "Leave it out to order a certificate that replaces none.")
    case .noSharedName(let names):
      let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
      self.init(
        .malformed,
        "The order has none of the names of the certificate that it is to replace (\(shown)).")
    case .alreadyReplaced(let order):
      self.init(
        .alreadyReplaced,
        "The certificate is replaced by the order \(order) already. Go on with that one, or leave "
          + "'replaces' out.")
    }
  }
}
