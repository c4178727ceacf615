/// Those whose modules' habits are known, by the names that configuration and commands use.
package enum HSMVendor: String, Sendable, Hashable, CaseIterable {
  case softhsm
  case cloudhsm
  case luna
  case nshield
  case yubihsm
  case tpm2
  case nss
  case opencryptoki
  case googlekms
  case utimaco
  case p11kitRemoting = "p11-kit"
  case pkcs11Proxy = "pkcs11-proxy"
  /// Any other, which is taken at the standard's word.
  case generic
}
