/// The form that a vendor's PINs have.
package enum PINShape: Sendable, Hashable {
  /// Any text, of so many bytes; nil when the token alone knows.
  case text(ClosedRange<Int>?)
  /// `user:password`, each of so many bytes.
  case userAndPassword(user: ClosedRange<Int>, password: ClosedRange<Int>)
  /// The number of an authentication key in four hexadecimal digits, then its password.
  case keyIDAndPassword(password: ClosedRange<Int>)
  /// Not looked at.
  case ignored

  /// What is wrong with a PIN, found without sending it, which might cost a try (law 8).
  ///
  /// - Returns: A sentence that reveals nothing of the PIN but its form; nil for a PIN that may be right.
  package func fault(of pin: PIN) -> String? {
    let facts = pin.facts
    switch self {
    case .ignored:
      return nil
    case .text(let lengths):
      guard let lengths, !lengths.contains(facts.count) else { return nil }
      return "the PIN has \(facts.count) bytes; it must have \(lengths.inWords)"
    case .userAndPassword(let user, let password):
      guard let (userCount, passwordCount) = facts.countsAroundColon else {
        return "the PIN has no colon; it must be USER:PASSWORD, the user's name and the password"
      }
      guard user.contains(userCount) else {
        return "the user's name before the colon has \(userCount) bytes; it must have "
          + "\(user.inWords) (the PIN is USER:PASSWORD)"
      }
      guard password.contains(passwordCount) else {
        return "the password after the colon has \(passwordCount) bytes; it must have "
          + "\(password.inWords) (the PIN is USER:PASSWORD)"
      }
      return nil
    case .keyIDAndPassword(let password):
      guard facts.startsWithFourHexadecimalDigits else {
        return "the PIN doesn't begin with four hexadecimal digits; it must be the number of the "
          + "authentication key, as 0001, and the password right behind it"
      }
      guard password.contains(facts.count - 4) else {
        return "the password behind the four digits of the key's number has \(facts.count - 4) "
          + "bytes; it must have \(password.inWords)"
      }
      return nil
    }
  }

  /// What is expected, to follow the vendor's name: `wants USER:PASSWORD as PIN`.
  package var expectation: String {
    switch self {
    case .text(nil): "wants the user's PIN"
    case .text(.some(let lengths)): "wants a PIN of \(lengths.inWords)"
    case .userAndPassword: "wants USER:PASSWORD as PIN"
    case .keyIDAndPassword:
      "wants the authentication key's number in four hexadecimal digits and its password as PIN"
    case .ignored: "does not look at the PIN"
    }
  }

  /// How to mend a PIN of another shape.
  ///
  /// - Parameter place: Where the PIN comes from, as a file's path.
  package func mend(at place: String) -> String {
    switch self {
    case .text: "put the token's user PIN into \(place)"
    case .userAndPassword:
      "write USER:PASSWORD into \(place): the crypto user's name, a colon, the password"
    case .keyIDAndPassword:
      "write the key's number and its password into \(place), as 0001 and the password right "
        + "behind it"
    case .ignored: "any text in \(place) will do"
    }
  }

  /// Whether the lengths that the token tells bind the whole PIN.
  package var isBoundByToken: Bool {
    switch self {
    case .text: true
    case .userAndPassword, .keyIDAndPassword, .ignored: false
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var inWords: String {
    if lowerBound == upperBound { return "\(lowerBound) bytes" }
    return upperBound == .max
      ? "\(lowerBound) bytes or more" : "\(lowerBound) to \(upperBound) bytes"
  }
}
