/// What came of one attempt to validate a challenge.
package enum ValidationOutcome: Sendable, Hashable {
  case valid(ValidationEvidence)
  case invalid(ValidationFailure)
}
