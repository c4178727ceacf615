import IssuancePolicy

extension NamesConfiguration {
  /// What the configuration and the files that it names say of names.
  ///
  /// - Throws: ``ConfigurationError`` with every file that can't be read, and lines in one that are
  ///   no names.
  func policy() throws(ConfigurationError) -> NamePolicy {
    var problems: [ConfigurationProblem] = []
    var terms = NamePolicy.Terms()
    if let allowed {
      let list = NameList(
        allowed.value.patterns + Self.patterns(in: allowed.value.files, &problems))
      if list.isEmpty, problems.isEmpty {
        problems.append(
          allowed.problem(
            "No name is listed, so nothing would be certified.",
            mend: "List names, or remove the key to certify all that can be registered."))
      }
      terms.allowed = list
    }
    terms.blocked = NameList(blocked.patterns + Self.patterns(in: blocked.files, &problems))
    terms.specialUse = Set(specialUse)
    terms.publicSuffixes = Set(publicSuffixes)
    terms.topLevels = Set(topLevels)
    let suffixes: PublicSuffixes?
    do throws(ConfigurationProblem) {
      suffixes = try loadedSuffixes()
    } catch {
      problems.append(error)
      suffixes = nil
    }
    if let error = ConfigurationError(problems) { throw error }
    guard let suffixes else { throw ConfigurationError(Self.noSuffixes(at: place)) }
    return NamePolicy(suffixes: suffixes, terms: terms)
  }

  private static func patterns(
    in files: [Located<String>], _ problems: inout [ConfigurationProblem]
  ) -> [NamePattern] {
    files.flatMap { file in
      let (patterns, found) = file.listedNames()
      problems += found
      return patterns
    }
  }

  private func loadedSuffixes() throws(ConfigurationProblem) -> PublicSuffixes {
    guard let publicSuffixList else {
      do {
        return try PublicSuffixes()
      } catch {
        throw Self.noSuffixes(at: place)
      }
    }
    do {
      return try PublicSuffixes(file: publicSuffixList.value)
    } catch {
      let reason =
        switch error {
        case .unreadable: "can't be read"
        case .noList: "is no list of public suffixes"
        }
      throw publicSuffixList.problem(
        "\(publicSuffixList.value) \(reason).",
        mend: "Fetch https://publicsuffix.org/list/public_suffix_list.dat, or remove the line.")
    }
  }

  private static func noSuffixes(at place: ConfigurationPlace) -> ConfigurationProblem {
    ConfigurationProblem(
      place: place, message: "This machine has no list of public suffixes.",
      mend: "Install Debian's package publicsuffix, or name a file in `public_suffix_list`.")
  }
}
