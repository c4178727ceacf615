/// A test or suite that says which requirements it holds.
struct TaggedTest: Sendable, Hashable {
  /// Path of its file from the repository's root.
  let file: String
  /// The name that is displayed, or else the function's.
  let name: String
  /// The ids in its `.holds(…)`.
  let requirements: [String]
  /// Why it can't be relied on, when it may not run or may fail unseen.
  let doubt: String?
}
