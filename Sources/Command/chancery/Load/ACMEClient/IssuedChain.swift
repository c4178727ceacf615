import X509

/// A chain that a server issued.
struct IssuedChain: Sendable {
  /// The leaf first (RFC 8555 §9.1).
  let pem: String
  let leaf: Certificate
}
