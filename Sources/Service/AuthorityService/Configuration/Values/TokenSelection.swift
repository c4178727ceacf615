/// How one token is told from the others of its module.
package enum TokenSelection: Sendable, Equatable {
  case label(String)
  case slot(Int)
  case serial(String)
}
