/// Requirements and the tests that hold them, side by side.
struct ConformanceReport: Sendable {
  let standards: [Standard]
  let tests: [TaggedTest]

  /// Everything that would make the page untrue; nothing is as it should be.
  var faults: [String] {
    let requirements = standards.flatMap(\.requirements)
    let ids = Set(requirements.map(\.id))
    let held = Set(tests.flatMap(\.requirements))
    var faults: [String] = []
    for (id, twins) in Dictionary(grouping: requirements, by: \.id) where twins.count > 1 {
      faults.append("\(id) is listed \(twins.count) times: give each requirement its own id")
    }
    for requirement in requirements where requirement.section.isEmpty {
      faults.append("\(requirement.id) is no id: write it as 8555/6.5/nonce-once")
    }
    for test in tests {
      if let doubt = test.doubt {
        faults.append("\(test.file): '\(test.name)' is no proof: \(doubt)")
      }
      if test.requirements.isEmpty {
        faults.append(
          "\(test.file): '\(test.name)' names no requirement: write literals in .holds(…)")
      }
      for id in test.requirements where !ids.contains(id) {
        faults.append(
          "\(test.file): '\(test.name)' holds \(id), which docs/conformance/*.yaml doesn't list")
      }
    }
    for requirement in requirements {
      switch (held.contains(requirement.id), requirement.divergence, requirement.pending) {
      case (false, nil, nil):
        faults.append(
          "\(requirement.id) is held by no test: tag one with .holds(\"\(requirement.id)\"), "
            + "or say under 'divergence' why not")
      case (true, _, .some):
        faults.append("\(requirement.id) is held by a test: strike 'pending'")
      case (true, _, nil), (false, .some, _), (false, nil, .some):
        break
      }
    }
    return faults.sorted()
  }

  /// The page, as Markdown.
  var page: String {
    let requirements = standards.flatMap(\.requirements)
    let held = Set(tests.flatMap(\.requirements))
    let divergences = requirements.filter { $0.divergence != nil }.count
    let pending = requirements.filter { $0.pending != nil }.count
    let introduction = """
      # Conformance

      What the standards ask of a server, in our words, and the test that holds it. This page is
      rendered from `docs/conformance/*.yaml` and from the `.holds(…)` tags of the tests by
      `scripts/render-docs`; a test fails when it is stale, when a requirement has neither a test nor a
      reason, or when a tagged test may not run. How to tag: [CONTRIBUTING](../CONTRIBUTING.md).

      \(requirements.count) requirements: \(requirements.filter { held.contains($0.id) }.count) held by \
      tests, \(divergences) with a divergence\(pending > 0 ? ", \(pending) pending" : "").

      """
    return ([introduction] + standards.map(section)).joined(separator: "\n")
  }

  private func section(_ standard: Standard) -> String {
    let rows = standard.requirements.map { requirement in
      """
      | \(requirement.section) | \(requirement.level.rawValue) | \(Self.cell(requirement.says)) \
      | \(holding(requirement)) |
      """
    }
    return """
      ## \(standard.standard): \(standard.title)

      | § | level | what is asked | held by |
      |---|---|---|---|
      \(rows.joined(separator: "\n"))

      """
  }

  private func holding(_ requirement: Requirement) -> String {
    let proofs = tests.filter { $0.requirements.contains(requirement.id) }.map { test in
      "[\(Self.cell(test.name))](../\(test.file))"
    }
    let divergence = requirement.divergence.map { "**Divergence:** \(Self.cell($0))" }
    let pending = requirement.pending.map { "*Pending:* \(Self.cell($0))" }
    return (proofs + [divergence, pending].compactMap(\.self)).joined(separator: "<br>")
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ").trimmingSuffix(" ")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    String(reversed().drop { $0 == character }.reversed())
  }
}
