/// What a certificate is in the chain, which decides what is asked of it.
package enum CertificateRole: String, Sendable, Hashable, CaseIterable, Codable {
  /// A subscriber's server certificate (Baseline Requirements §7.1.2.7).
  case leaf
  /// A CA that another CA has certified (§7.1.2.6).
  case intermediate
  /// A CA that certifies itself (§7.1.2.1).
  case root
  /// The certificate of this CA's own ACME listener, as `chancery init` makes it.
  ///
  /// Its names, such as `localhost`, may be in no subscriber's certificate, so only RFC 5280 is asked
  /// of it. Nobody can apply for one.
  case listener

  package static let all = Set(allCases)
  /// Certificates that the Baseline Requirements speak of.
  package static let baseline: Set<CertificateRole> = [.leaf, .intermediate, .root]
  package static let endEntities: Set<CertificateRole> = [.leaf, .listener]
  package static let authorities: Set<CertificateRole> = [.intermediate, .root]
}

extension CertificateRole {
  /// The role that a certificate claims by its own words.
  init(of tbs: TBSReading) {
    guard tbs.contents.basicConstraints?.isAuthority == true else {
      self = .leaf
      return
    }
    self = tbs.issuer.bytes == tbs.subject.bytes ? .root : .intermediate
  }
}
