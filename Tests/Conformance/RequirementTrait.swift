package import Testing

/// Says which requirements of a standard a test holds.
///
///     @Test("A nonce is taken once", .holds("8555/6.5/nonce-once"))
///
/// The ids are those of `docs/conformance/*.yaml`. `docs/conformance.md` is rendered from these tags,
/// so a requirement counts as held only as long as a test says so.
package struct RequirementTrait: TestTrait, SuiteTrait {
  package let requirements: [String]
}

extension Trait where Self == RequirementTrait {
  /// Names requirements by their ids; literals only, as the page is rendered from the sources.
  package static func holds(_ requirements: String...) -> Self {
    RequirementTrait(requirements: requirements)
  }
}
