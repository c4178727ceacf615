/// An argument can't be read; it says what to write instead.
struct ArgumentMisreading: Error, Sendable, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
