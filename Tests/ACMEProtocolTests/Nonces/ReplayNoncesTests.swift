import Conformance
import ACMEProtocol
import Testing

@Suite struct ReplayNoncesTests {
  private let nonces = ReplayNonces(capacity: 1024)

  @Test(.holds("8555/6.5/nonce-once")) func aNonceIsRedeemedOnce() throws {
    let nonce = nonces.issue()
    #expect(nonce.count == 32)
    try nonces.redeem(nonce)
    #expect(throws: NonceError.unknown) { try nonces.redeem(nonce) }
  }

  @Test(.holds("8555/6.5.1/nonce-unpredictable")) func noTwoNoncesAreEqual() {
    #expect(Set((0..<1000).map { _ in nonces.issue() }).count == 1000)
  }

  @Test(.holds("8555/6.5.1/nonce-unpredictable", "8555/6.5/nonce-was-issued"))
  func anyChangedBitIsAForgery() throws {
    let nonce = nonces.issue()
    let bytes = try Base64URL.decode(nonce)
    for bit in 0..<(bytes.count * 8) {
      var forged = bytes
      forged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: NonceError.unknown) { try nonces.redeem(Base64URL.encode(forged)) }
    }
    try nonces.redeem(nonce)
  }

  @Test func theNumberOfOneAndTheMACOfAnotherDoNotGoTogether() throws {
    let first = try Base64URL.decode(nonces.issue())
    let second = try Base64URL.decode(nonces.issue())
    let mixed = Base64URL.encode(first[..<8] + second[8...])
    #expect(throws: NonceError.unknown) { try nonces.redeem(mixed) }
  }

  @Test(arguments: ["", "A", "AAAA", "!", "=", String(repeating: "A", count: 32)])
  func aForeignTextIsUnknown(text: String) {
    #expect(throws: NonceError.unknown) { try nonces.redeem(text) }
  }

  @Test(.holds("8555/6.5/nonce-was-issued")) func aNonceOfAnotherProcessIsUnknown() {
    let other = ReplayNonces(capacity: 1024)
    #expect(throws: NonceError.unknown) { try nonces.redeem(other.issue()) }
  }

  @Test func anOldNonceExpires() throws {
    let nonce = nonces.issue()
    let survivor = nonces.issue()
    for _ in 0..<1023 { _ = nonces.issue() }
    #expect(throws: NonceError.unknown) { try nonces.redeem(nonce) }
    // Issued right after the first: one step short of expiry.
    try nonces.redeem(survivor)
  }

  @Test(.holds("8555/6.5/nonce-once")) func ofManyWhoRedeemAtOnceExactlyOneWins() async {
    for _ in 0..<100 {
      let nonce = nonces.issue()
      let winnerCount = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<16 {
          group.addTask { [nonces] in (try? nonces.redeem(nonce)) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(winnerCount == 1)
    }
  }

  @Test func theAnswerInvitesToRetry() {
    #expect(NonceError.unknown.problem.problemType == .badNonce)
    #expect(NonceError.unknown.problem.status == 400)
  }
}
