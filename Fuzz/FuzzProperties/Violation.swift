/// A promise of a reader that did not hold.
struct Violation: Error {
  let text: String

  init(_ text: String) { self.text = text }
}

/// Throws unless a promise holds.
func require(
  _ condition: Bool, _ text: @autoclosure () -> String
) throws(Violation) {
  guard condition else { throw Violation(text()) }
}
