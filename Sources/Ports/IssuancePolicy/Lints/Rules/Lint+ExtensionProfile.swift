/// Which extensions there are, and which of them are critical.
extension Lint {
  static let extensionPresence =
    ExtensionProfile.all.compactMap(presence) + [
      otherExtension(.leaf, "BR §7.1.2.7.6"), otherExtension(.intermediate, "BR §7.1.2.6.1"),
      otherExtension(.root, "BR §7.1.2.1.2"),
      Lint(
        "unknown_extension_critical", .error, "RFC 5280 §4.2", of: CertificateRole.all,
        "An extension that no verifier knows is not critical: it would refuse the certificate."
      ) { certificate in
        certificate.tbs.extensions.first { $0.kind == nil && $0.isCritical }
          .map { "\($0.oidText) is critical" }
      },
    ]

  static let extensionCriticality = ExtensionProfile.all.compactMap(criticality)

  private static func presence(_ profile: ExtensionProfile) -> Lint? {
    let (kind, name) = (profile.kind, profile.kind.name)
    return switch profile.presence {
    case .must:
      absence(profile, .error, "There is a \(name) extension.")
    case .should:
      absence(profile, .warning, "There should be a \(name) extension.")
    case .shouldNot:
      Lint(
        "\(kind.snakeName)_present", .warning, profile.clause, of: [profile.role],
        "There should be no \(name) extension."
      ) { $0.tbs.extension(kind) == nil ? nil : "there is one" }
    case .mustNot:
      Lint(
        "\(kind.snakeName)_present", .error, profile.clause, of: [profile.role],
        "There is no \(name) extension."
      ) { $0.tbs.extension(kind) == nil ? nil : "there is one" }
    case .may, .depends:
      nil
    }
  }

  private static func absence(
    _ profile: ExtensionProfile, _ severity: Severity, _ rule: String
  ) -> Lint {
    let kind = profile.kind
    return Lint(
      "\(kind.snakeName)_absent", severity, profile.clause, of: [profile.role], rule
    ) { $0.tbs.extension(kind) == nil ? "there is none" : nil }
  }

  private static func criticality(_ profile: ExtensionProfile) -> Lint? {
    let kind = profile.kind
    let shouldBeCritical: Bool
    switch profile.criticality {
    case .critical: shouldBeCritical = true
    case .notCritical: shouldBeCritical = false
    case .depends: return nil
    }
    let words = shouldBeCritical ? "is critical" : "isn't critical"
    return Lint(
      "\(kind.snakeName)_\(shouldBeCritical ? "not_critical" : "critical")", .error,
      profile.clause, of: [profile.role], "The \(kind.name) extension \(words)."
    ) { certificate in
      guard let element = certificate.tbs.extension(kind), element.isCritical != shouldBeCritical
      else { return nil }
      return element.isCritical ? "it is critical" : "it isn't critical"
    }
  }

  private static func otherExtension(_ role: CertificateRole, _ clause: String) -> Lint {
    let known = ExtensionProfile.kinds(of: role)
    return Lint(
      "other_extension_present", .warning, clause, of: [role],
      "There should be no extension that the profile doesn't name."
    ) { certificate in
      certificate.tbs.extensions.first { $0.kind.map { !known.contains($0) } ?? true }
        .map { "\($0.oidText) is there" }
    }
  }
}
