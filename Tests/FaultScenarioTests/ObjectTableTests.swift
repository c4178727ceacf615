import Testing

@testable import FaultScenario

@Suite("Object handles")
struct ObjectTableTests {
  private static func key(_ name: String, isTokenObject: Bool = true) -> ObjectIdentity {
    ObjectIdentity(
      slot: 7, objectClass: 3, label: Array(name.utf8), id: [], isTokenObject: isTokenObject)
  }

  private static func census(_ names: [String], from real: UInt) -> [(UInt, ObjectIdentity)] {
    names.enumerated().map { (real + UInt($0.offset), key($0.element)) }
  }

  @Test("stay the same when the real module numbers its objects anew")
  func stable() {
    var table = ObjectTable()
    let handle = table.register(real: 5, as: Self.key("a"))
    #expect(table.meaning(of: handle) == .real(5))
    table.forgetRealHandles(ofSlot: 7)
    #expect(table.meaning(of: handle) == .find(Self.key("a")))
    #expect(table.register(real: 9, as: Self.key("a")) == handle)
    #expect(table.meaning(of: handle) == .real(9))
  }

  @Test("name another key each after a loss", arguments: [2, 3, 5])
  func renumbered(count: Int) {
    let names = (0..<count).map { "key \($0)" }
    var table = ObjectTable()
    let handles = names.enumerated().map {
      table.register(real: UInt($0.offset), as: Self.key($0.element))
    }
    table.forgetRealHandles()
    table.renumber()
    #expect(table.needsCensus(ofSlot: 7))
    table.takeCensus(ofSlot: 7, [])
    #expect(table.needsCensus(ofSlot: 7), "nothing is seen before the login")
    table.takeCensus(ofSlot: 7, Self.census(names, from: 100))
    #expect(!table.needsCensus(ofSlot: 7))
    var seen: Set<ObjectIdentity> = []
    for (name, handle) in zip(names, handles) {
      let identity = table.identity(of: handle)
      #expect(identity != nil && identity != Self.key(name))
      if let identity { seen.insert(identity) }
    }
    #expect(seen.count == count, "no two handles name one key")
    #expect(table.handle(ofReal: 100, slot: 7) == handles[count - 1])
  }

  @Test("of a key that was known alone name one that was not")
  func strangers() {
    var table = ObjectTable()
    let handle = table.register(real: 1, as: Self.key("mine"))
    table.forgetRealHandles()
    table.renumber()
    table.takeCensus(ofSlot: 7, Self.census(["mine", "theirs"], from: 50))
    #expect(table.identity(of: handle) == Self.key("theirs"))
  }

  @Test("of the only key name nothing after a loss")
  func onlyKey() {
    var table = ObjectTable()
    let handle = table.register(real: 1, as: Self.key("only"))
    table.forgetRealHandles()
    table.renumber()
    table.takeCensus(ofSlot: 7, Self.census(["only"], from: 50))
    #expect(table.meaning(of: handle) == .unknown)
    #expect(table.handle(ofReal: 50, slot: 7) != handle)
  }

  @Test("tell apart objects that are alike, and forget those of a session with it")
  func alikeAndTransient() {
    var table = ObjectTable()
    let first = table.register(real: 1, as: Self.key("twin"))
    let second = table.register(real: 2, as: Self.key("twin"))
    let transient = table.register(real: 3, as: Self.key("session key", isTokenObject: false))
    #expect(first != second)
    #expect(table.meaning(of: second) == .real(2))
    table.forgetRealHandles(ofSlot: 7)
    #expect(table.meaning(of: transient) == .unknown)
    table.remove(first)
    #expect(table.meaning(of: first) == .unknown)
  }
}
