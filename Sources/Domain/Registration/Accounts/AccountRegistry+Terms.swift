package import AuthorityModel

extension AccountRegistry {
  /// Whether an account has agreed to the terms as they are now, or to none where there are none.
  package func hasAgreedToTerms(_ account: Account) -> Bool {
    guard let termsOfService else { return account.hasAgreedToTerms }
    return account.agreedTerms == termsOfService
  }

  /// Refuses an account that has not agreed to the terms as they are now (RFC 8555 §7.3.3).
  package func requireAgreement(of account: Account) throws(RegistrationError) {
    guard let termsOfService, account.agreedTerms != termsOfService else { return }
    throw .termsChanged(url: termsOfService)
  }
}
