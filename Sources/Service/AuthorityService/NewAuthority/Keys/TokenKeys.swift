internal import Cryptoki
internal import Foundation
internal import HSMSigning
internal import Signing
internal import X509

/// Keys that were generated inside a token and never leave it.
struct TokenKeys: AuthorityKeys {
  let root: any Signer
  let intermediate: any Signer
  let configurationKey: ConfigurationTemplate.Key
  let place: String
  let remains: NewAuthorityError.Remains?
  private let pool: TokenPool

  func close() async {
    await pool.shutdown()
  }

  static func make(_ plan: TokenPlan, type: KeyPairType, in layout: AuthorityDirectory)
    async throws(NewAuthorityError) -> TokenKeys
  {
    let token = try await PreparedToken.prepare(plan, in: layout)
    let keys = try await token.generate(type)
    let remains = token.remains(withKeys: true)
    do {
      let pool = try await token.openPool()
      do {
        return TokenKeys(
          root: try await pool.signer(forKey: .label(plan.rootLabel), certificateKey: keys.root),
          intermediate: try await pool.signer(
            forKey: .label(plan.intermediateLabel), certificateKey: keys.intermediate),
          configurationKey: .token(token.choices, keyLabel: plan.intermediateLabel),
          place: "token \(token.token.summary)", remains: remains, pool: pool)
      } catch {
        await pool.shutdown()
        throw error
      }
    } catch {
      throw .token(reason: "\(error).", remains: remains)
    }
  }
}

extension NewAuthorityError {
  /// What went wrong with a token, and what it leaves.
  static func token(reason: String, remains: Remains?) -> NewAuthorityError {
    remains.map { .leftBehind($0, reason: reason) } ?? .token(reason: reason)
  }
}
