/// The number by which a token's object is known to this process.
///
/// It holds until the sessions are lost; afterwards the same number may name another object.
package struct ObjectHandle: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt

  package init(rawValue: UInt) {
    self.rawValue = rawValue
  }
}
