/// Room for objects on a token; nil where it doesn't say.
package struct TokenMemory: Sendable, Hashable {
  package let totalInBytes: UInt?
  package let freeInBytes: UInt?

  package init(totalInBytes: UInt?, freeInBytes: UInt?) {
    self.totalInBytes = totalInBytes
    self.freeInBytes = freeInBytes
  }

  package static let unknown = TokenMemory(totalInBytes: nil, freeInBytes: nil)
}
