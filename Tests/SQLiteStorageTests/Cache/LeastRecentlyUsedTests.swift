import StorageContract
import Testing

@testable import SQLiteStorage

struct LeastRecentlyUsedTests {
  @Test func `the one that was used the longest ago makes room`() {
    var cache = LeastRecentlyUsed<Int, String>(capacity: 3)
    for key in 1...3 { cache.set("\(key)", for: key) }
    #expect(cache.value(for: 1) == "1")
    cache.set("4", for: 4)
    #expect(cache.value(for: 2) == nil)
    #expect([1, 3, 4].allSatisfy { cache.value(for: $0) == "\($0)" })
    #expect(cache.count == 3)
  }

  @Test func `a new value for an old key takes no room`() {
    var cache = LeastRecentlyUsed<Int, String>(capacity: 2)
    for value in ["a", "b", "c"] { cache.set(value, for: 1) }
    cache.set("d", for: 2)
    #expect(cache.value(for: 1) == "c")
    #expect(cache.count == 2)
  }

  @Test func `a change is no use, and of what isn't there nothing`() {
    var cache = LeastRecentlyUsed<Int, String>(capacity: 2)
    cache.set("a", for: 1)
    cache.set("b", for: 2)
    cache.update(1) { $0 += "!" }
    cache.update(7) { $0 += "!" }
    cache.set("c", for: 3)
    #expect(cache.value(for: 1) == nil)
    #expect(cache.value(for: 7) == nil)
    #expect(cache.value(for: 2) == "b")
  }

  /// Against a list that is sorted by use.
  @Test(arguments: [1, 2, 7, 64])
  func `it holds what a plain list would, through ten thousand random steps`(capacity: Int) {
    var generator = SeededGenerator(seed: UInt64(capacity))
    var cache = LeastRecentlyUsed<Int, Int>(capacity: capacity)
    var model: [(key: Int, value: Int)] = []
    for step in 0..<10_000 {
      let key = Int.random(in: 0..<capacity * 2, using: &generator)
      let known = model.firstIndex { $0.key == key }
      switch Int.random(in: 0..<4, using: &generator) {
      case 0, 1:
        #expect(cache.value(for: key) == known.map { model[$0].value })
        if let known { model.append(model.remove(at: known)) }
      case 2:
        cache.set(step, for: key)
        if let known { model.remove(at: known) }
        if model.count == capacity { model.removeFirst() }
        model.append((key, step))
      default:
        cache.removeValue(for: key)
        if let known { model.remove(at: known) }
      }
      #expect(cache.count == model.count)
    }
  }
}
