import AuthorityModel
import Storage
import StorageContract
import Testing

@testable import SQLiteStorage

struct NameMemoryTests {
  private let account: AccountID = Samples.id()
  private let a = AuthorizedName(.dns("a.test"), isWildcard: false)
  private let b = AuthorizedName(.dns("a.test"), isWildcard: true)
  private let c = AuthorizedName(.dns("c.test"), isWildcard: false)

  @Test func `of an account that was never looked at nothing is known`() {
    var memory = NameMemory()
    memory.add(a, of: account)
    #expect(memory.candidates(among: [a], of: account) == nil)
  }

  @Test func `one reads, and who asks meanwhile asks for each name`() throws {
    var memory = NameMemory()
    let reading = try memory.beginReading(of: account)
    #expect(memory.candidates(among: [a, b], of: account) == [0, 1])
    memory.end(reading, of: account, with: [])
    #expect(memory.candidates(among: [a, b], of: account) == [])
  }

  @Test func `what is stored while others are read is known with them`() throws {
    var memory = NameMemory()
    let reading = try memory.beginReading(of: account)
    memory.add(b, of: account)
    memory.end(reading, of: account, with: [a])
    #expect(memory.candidates(among: [c, b, a], of: account) == [1, 2])
  }

  @Test func `where a reading failed the next who asks reads`() throws {
    var memory = NameMemory()
    let failed = try memory.beginReading(of: account)
    memory.end(failed, of: account, with: nil)
    #expect(memory.candidates(among: [a], of: account) == nil)
  }

  @Test func `a reading that was forgotten isn't taken for one that others began since`() throws {
    var memory = NameMemory()
    let forgotten = try memory.beginReading(of: account)
    memory.add(a, of: account)
    fill(&memory)
    let next = try memory.beginReading(of: account)
    memory.end(forgotten, of: account, with: [])
    // It lacks what was stored since it began.
    #expect(memory.candidates(among: [a], of: account) == [0])
    memory.end(next, of: account, with: [a])
    #expect(memory.candidates(among: [a, b], of: account) == [0])
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
    fill(&memory)
    #expect(memory.candidates(among: [a], of: account) == nil)
  }

  /// Makes it forget all, by the names of another account.
  private func fill(_ memory: inout NameMemory) {
    let other: AccountID = Samples.id()
    memory.begin(other, with: [])
    for number in 0..<NameMemory.capacity {
      memory.add(AuthorizedName(.dns("\(number).test"), isWildcard: false), of: other)
    }
  }
}

extension NameMemory {
  /// What the first who asks is given to read by.
  fileprivate mutating func beginReading(of account: AccountID) throws -> Reading {
    switch answer(about: [], of: account) {
    case .unknown(let reading): return reading
    case .candidates: throw StorageError.corrupt(what: "the names of an account that is known")
    }
  }

  /// What who asks next would be told; nil where he would have to read.
  fileprivate func candidates(among names: [AuthorizedName], of account: AccountID) -> [Int]? {
    var memory = self
    return switch memory.answer(about: names, of: account) {
    case .candidates(let places): places
    case .unknown: nil
    }
  }
}
