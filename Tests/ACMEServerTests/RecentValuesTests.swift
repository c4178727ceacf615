import ACMEProtocol
import AuthorityModel
import Crypto
import Storage
import Testing

@testable import ACMEServer

@Suite struct RecentValuesTests {
  @Test func neverHoldsMoreThanItsLimit() {
    var recent = RecentValues<Int, Int>(limit: 100)
    for number in 0..<10_000 {
      recent.insert(number, for: number)
      #expect(recent.count <= 100)
    }
    #expect(recent[9_999] == 9_999)
    #expect(recent[0] == nil)
  }

  @Test func whatIsUsedStays() {
    var recent = RecentValues<Int, String>(limit: 10)
    recent.insert("kept", for: -1)
    for number in 0..<1_000 {
      recent.insert("other", for: number)
      #expect(recent[-1] == "kept")
    }
  }

  @Test func aValueIsReplaced() {
    var recent = RecentValues<Int, String>(limit: 4)
    recent.insert("first", for: 1)
    recent.insert("other", for: 2)
    recent.insert("third", for: 3)
    recent.insert("second", for: 1)
    #expect(recent[1] == "second")
    #expect(recent.count == 3)
  }

  @Test func aKeyIsRememberedByItsBytes() throws {
    let keys = AccountKeys(limit: 4)
    for _ in 0..<20 {
      let key = try AccountKey.p256(P256.Signing.PrivateKey()).publicKey
      let account = Self.account(key.canonicalJSON)
      #expect(try keys.key(of: account) == key)
      #expect(try keys.key(of: account) == key)
    }
  }

  @Test func aStoredKeyThatIsNoneIsTheStoragesFault() {
    let keys = AccountKeys()
    for _ in 0..<2 {
      #expect(throws: StorageError.self) { try keys.key(of: Self.account(Array("{}".utf8))) }
    }
  }

  private static func account(_ key: [UInt8]) -> Account {
    var generator = SystemRandomNumberGenerator()
    let now = Timestamp(millisecondsSinceEpoch: 0)
    return Account(
      id: AccountID(at: now, using: &generator), key: key, keyThumbprint: [], contacts: [],
      hasAgreedToTerms: false, agreedTerms: nil, createdAt: now)
  }
}
