import Cryptoki

/// What a vendor's module needs beside itself: variables, files, daemons.
extension Doctor {
  /// Looks for each of them.
  ///
  /// This comes after the tokens were looked for: a module that shows tokens evidently has what it
  /// needs, whatever its vendor's documentation says.
  func surroundings(_ history: CaseHistory) async -> [Finding] {
    let checks = history.profile.requirements.map(RequirementCheck.init)
    guard !checks.isEmpty else { return [] }
    var findings: [Finding] = []
    for check in checks {
      guard let lack = await check.lack() else { continue }
      let meaning = check.requirement.sentence
      findings.append(
        history.showsTokens
          ? .warning(
            "\(lack), yet the module shows its tokens", meaning: meaning,
            mend: "nothing, if it stays so after a restart of this machine")
          : .failed(lack, meaning: meaning, mend: check.mend))
    }
    guard findings.isEmpty else { return findings }
    return [.ok(checks.compactMap(\.presence).joined(separator: "; ").orElse("nothing is missing"))]
  }
}

extension String {
  fileprivate func orElse(_ other: String) -> String { isEmpty ? other : self }
}
