/// Whose habits a token has; the raw values are the configuration's words.
package enum TokenVendor: String, Sendable, CaseIterable {
  case auto, softhsm, cloudhsm, luna, nshield, yubihsm, tpm2, nss, opencryptoki, generic
}
