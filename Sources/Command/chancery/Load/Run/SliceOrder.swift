/// Whose turn it is when two servers are compared: A, B, B, A, B, A, A, B.
///
/// Each of two turns in a row goes to both, and who begins changes by the Thue-Morse sequence, so that a
/// machine that gets slower or faster meanwhile favours neither.
enum SliceOrder {
  static func isRivalsTurn(_ number: Int) -> Bool { !number.nonzeroBitCount.isMultiple(of: 2) }
}
