/// What DNSSEC signatures are checked against.
package enum TrustAnchor: Sendable, Hashable {
  /// The root's keys as IANA has published them.
  ///
  /// The root is to be signed by the second of them from October 2026 on.
  case root
  /// A file of DNSKEY or DS records in zone format.
  case file(String)
  /// Signatures aren't checked, and nothing counts as authenticated.
  case none

  /// Digests of the root's key signing keys, of 2017 and 2024 (IANA, root-anchors.xml).
  static let rootKeys = [
    ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
    ". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
  ]
}
