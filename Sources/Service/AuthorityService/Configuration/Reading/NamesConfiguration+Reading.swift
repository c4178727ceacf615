import IssuancePolicy

extension NamesConfiguration {
  static let keys = [
    "allow", "allow_files", "block", "block_files", "allow_special_use", "allow_public_suffixes",
    "allow_top_levels", "public_suffix_list",
  ]

  init(reading section: ConfigurationSection) {
    place = section.place
    let allowing = ["allow", "allow_files"].first(where: section.isWritten)
    let lists = section.lists(names: "allow", files: "allow_files")
    allowed = allowing.map { Located(lists, at: section.place(of: $0)) }
    blocked = section.lists(names: "block", files: "block_files")
    specialUse = Self.specialUse(section)
    publicSuffixes = Self.publicSuffixes(section)
    topLevels = Self.topLevels(section)
    publicSuffixList = section["public_suffix_list"].map { _ in
      section.path(
        "public_suffix_list", default: "",
        mend: "Name a file, as `public_suffix_list: lists/public_suffix_list.dat`.")
    }
  }

  private static func specialUse(_ section: ConfigurationSection) -> [String] {
    let known = SpecialUseDomain.all.map(\.name)
    return section.texts("allow_special_use", mend: "Write `allow_special_use: [test]`.")
      .compactMap { domain in
        guard known.contains(domain.value) else {
          section.session.report(
            domain.problem(
              "\"\(domain.value)\" is no domain that is set aside for special use.",
              mend: NearestWord.advice(for: domain.value, among: known)))
          return nil
        }
        return domain.value
      }
  }

  /// Suffixes are names, and `*.` before one allows its wildcard.
  private static func publicSuffixes(_ section: ConfigurationSection) -> [String] {
    let mend = "Write suffixes as `allow_public_suffixes: [co.uk, \"*.co.uk\"]`."
    return section.texts("allow_public_suffixes", mend: mend).compactMap { suffix in
      do throws(NameError) {
        return try DomainName(suffix.value).text
      } catch {
        section.session.report(suffix.problem("\"\(suffix.value)\" \(error).", mend: mend))
        return nil
      }
    }
  }

  private static func topLevels(_ section: ConfigurationSection) -> [String] {
    let mend = "Write top-level domains without a dot, as `allow_top_levels: [corp]`."
    return section.texts("allow_top_levels", mend: mend).compactMap { label in
      guard !label.value.contains("."), let domain = try? NamePattern(".\(label.value)") else {
        section.session.report(
          label.problem("\"\(label.value)\" is no top-level domain.", mend: mend))
        return nil
      }
      return domain.name
    }
  }
}

extension ConfigurationSection {
  fileprivate func lists(names: String, files: String) -> NamesConfiguration.Lists {
    NamesConfiguration.Lists(
      patterns: patterns(names),
      files: paths(files, mend: "Name files, as `\(files): [lists/names.txt]`."))
  }

  /// Names, and domains with a dot before them.
  private func patterns(_ key: String) -> [NamePattern] {
    let mend = "Write names as `\(key): [www.example.net, .example.org]`; a dot means all below it."
    return texts(key, mend: mend).compactMap { text in
      do throws(NameError) {
        return try NamePattern(text.value)
      } catch {
        session.report(text.problem("\"\(text.value)\" \(error).", mend: mend))
        return nil
      }
    }
  }
}
