/// Decides which names this CA certifies.
///
/// Names are judged when an order is opened, and once more when it is finalized, since the lists may
/// have grown in the days between. What was accepted then is issued: the job that signs runs seconds
/// later, and an order in `processing` is owed an end (law 3).
package struct NamePolicy: Sendable {
  /// What the operator sets; strict where nothing is set.
  package struct Terms: Sendable, Equatable {
    /// When there is one, nothing else is certified.
    package var allowed: NameList?
    /// Never certified, whatever else is set.
    package var blocked = NameList()
    /// Names of ``SpecialUseDomain``.
    package var specialUse: Set<String> = []
    /// Public suffixes that may be certified themselves; with `*.` before them, their wildcards.
    package var publicSuffixes: Set<String> = []
    /// Top-level domains that the Public Suffix List lacks.
    package var topLevels: Set<String> = []

    package init() {}
  }

  private let suffixes: PublicSuffixes
  private let terms: Terms

  package init(suffixes: PublicSuffixes, terms: Terms = Terms()) {
    self.suffixes = suffixes
    self.terms = terms
  }

  /// Reads a name as a client wrote it, and judges it.
  package func acceptedName(_ given: String) throws(NameRefusal) -> DomainName {
    let name: DomainName
    do throws(NameError) {
      name = try DomainName(given)
    } catch {
      throw Self.refusal(of: given, for: error)
    }
    try check(name)
    return name
  }

  /// Judges a name; the first reason against it is told.
  package func check(_ name: DomainName) throws(NameRefusal) {
    for label in name.base.split(separator: ".") where label.hasPrefix("xn--") {
      if let reason = InternationalName.fault(ofLabel: label) {
        throw .encodedLabel(String(label), reason: reason)
      }
    }
    try checkDomain(of: name)
    if let pattern = terms.blocked.entry(meeting: name) { throw .blocked(pattern) }
    if let allowed = terms.allowed, allowed.entry(covering: name) == nil { throw .notAllowed }
  }

  /// Whether somebody can own the name, and so prove that he does.
  private func checkDomain(of name: DomainName) throws(NameRefusal) {
    let domains = name.domains
    if let domain = SpecialUseDomain.first(among: domains) {
      guard terms.specialUse.contains(domain.name) else { throw .specialUse(domain) }
      return
    }
    let top = domains[domains.count - 1]
    guard suffixes.contains(top) || terms.topLevels.contains(top) else {
      throw .unknownTopLevel(top)
    }
    guard suffixes.contains(name.base), !terms.publicSuffixes.contains(name.text) else { return }
    throw name.isWildcard ? .wildcardOfPublicSuffix(name.base) : .publicSuffix
  }

  /// A better word than the syntax has for a name that isn't in ASCII.
  private static func refusal(of given: String, for error: NameError) -> NameRefusal {
    guard case .character(let character) = error, !character.isASCII else { return .syntax(error) }
    guard let form = InternationalName.asciiForm(of: given), (try? DomainName(form)) != nil else {
      return .noASCIIForm
    }
    return .international(asciiForm: form)
  }
}
