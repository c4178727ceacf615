import AuthorityModel
import StorageContract
import Testing

@testable import SQLiteStorage

struct NameMemoryTests {
  private let account: AccountID = Samples.id()
  private let a = AuthorizedName(.dns("a.test"), isWildcard: false)
  private let b = AuthorizedName(.dns("a.test"), isWildcard: true)

  @Test func `of an account that was never looked at nothing is known`() {
    var memory = NameMemory()
    memory.add(a, of: account)
    #expect(memory.candidates(among: [a], of: account) == nil)
  }

  @Test func `what was stored since is known, and what isn't known isn't there`() {
    var memory = NameMemory()
    memory.begin(account, with: [a])
    #expect(memory.candidates(among: [b, a], of: account) == [1])
    memory.add(b, of: account)
    #expect(memory.candidates(among: [b, a], of: account) == [0, 1])
  }

  @Test func `of an account with too many each name is asked for`() {
    var memory = NameMemory()
    let many = (0...NameMemory.readLimit).map {
      AuthorizedName(.dns("\($0).test"), isWildcard: false)
    }
    memory.begin(account, with: many)
    memory.add(a, of: account)
    #expect(memory.candidates(among: [a, b], of: account) == [0, 1])
  }

  @Test func `when it is full it begins anew`() {
    var memory = NameMemory()
    memory.begin(account, with: [a])
    for number in 0..<NameMemory.capacity {
      memory.add(AuthorizedName(.dns("\(number).test"), isWildcard: false), of: account)
    }
    #expect(memory.candidates(among: [a], of: account) == nil)
  }
}
