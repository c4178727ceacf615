/// The CAA records that hold for a name: those of the nearest ancestor that has any.
///
/// - Note: The Relevant RRset of RFC 8659 §3.
package struct CAARecordSet: Sendable, Hashable {
  /// Where the records were found.
  package let domain: String
  package let properties: [CAAProperty]

  package init(domain: String, properties: [CAAProperty]) {
    self.domain = domain
    self.properties = properties
  }

  /// The tags whose meaning is known here (RFC 8659 §4.2–§4.4); the critical flag does nothing to
  /// them.
  private static let knownTags: Set<String> = ["issue", "issuewild", "iodef"]

  /// Judges a wish to issue.
  package func check(_ request: CAARequest) throws(CAAObjection) {
    if let unknown = properties.first(where: { $0.isCritical && !Self.knownTags.contains($0.tag) })
    {
      throw .unknownCriticalProperty(tag: unknown.tag)
    }
    guard let (tag, values) = restriction(isWildcard: request.isWildcard) else { return }
    let mine = values.compactMap { CAAIssueValue($0) }.filter { value in
      value.issuer.map(request.identities.contains) ?? false
    }
    guard !mine.isEmpty else { throw .issuerNotNamed(tag: tag, identities: request.identities) }
    // What one property grants, no other takes back.
    let forAccount = mine.filter { $0.permitsAccount(request.accountURL) }
    guard !forAccount.isEmpty else { throw .accountNotNamed(url: request.accountURL) }
    guard forAccount.contains(where: { $0.permitsMethod(request.method) }) else {
      throw .methodNotNamed(request.method)
    }
  }

  /// The properties that say who may issue; nil where anybody may.
  ///
  /// `issuewild` is for wildcards alone, and where there is one they have nothing to do with
  /// `issue` (RFC 8659 §4.3).
  private func restriction(isWildcard: Bool) -> (tag: String, values: [[UInt8]])? {
    for tag in isWildcard ? ["issuewild", "issue"] : ["issue"] {
      let values = properties.filter { $0.tag == tag }.map(\.value)
      if !values.isEmpty { return (tag, values) }
    }
    return nil
  }
}

extension CAAIssueValue {
  /// Whether `accounturi` is absent or this URL; several can't be satisfied (RFC 8657 §3).
  fileprivate func permitsAccount(_ url: String) -> Bool {
    let urls = values(of: "accounturi")
    return urls.isEmpty || urls == [url]
  }

  /// Whether `validationmethods` is absent or names this method (RFC 8657 §4).
  ///
  /// Several of them, or a list that isn't one, can't be satisfied.
  fileprivate func permitsMethod(_ method: String) -> Bool {
    let lists = values(of: "validationmethods")
    guard let list = lists.first else { return true }
    let labels = list.split(separator: ",", omittingEmptySubsequences: false)
    let areLabels = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
    }
    return lists.count == 1 && areLabels && labels.contains { $0 == method }
  }
}
