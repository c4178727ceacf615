/// Something that a vendor's module needs beside itself.
package struct Requirement: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A variable in the environment of whoever loads the module.
    case variable(String)
    /// A file, at the first of these places where there is one.
    case file([String])
    /// A variable that names a file, or else the file at one of these places.
    case variableOrFile(String, [String])
    /// A process that has to run on this machine.
    case daemon(process: String)
  }

  package let kind: Kind
  /// Whether the module is of no use without it.
  package let isObligatory: Bool
  /// What it is for, and how to provide it.
  package let sentence: String

  init(_ kind: Kind, isObligatory: Bool = true, _ sentence: String) {
    self.kind = kind
    self.isObligatory = isObligatory
    self.sentence = sentence
  }
}
