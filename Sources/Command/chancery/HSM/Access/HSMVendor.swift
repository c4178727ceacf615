/// Stands in until Cryptoki has its own.
enum HSMVendor: String, Sendable, CaseIterable {
  case softhsm, cloudhsm, luna, nshield, yubihsm, tpm2, nss, opencryptoki, googlekms, utimaco
  case p11kitRemoting = "p11-kit"
  case pkcs11Proxy = "pkcs11-proxy"
  case generic
}
