/// The jobs of one class, in the order in which they leave.
///
/// Kept in blocks of bounded length: putting in, taking out and counting cost a search and a short move.
/// At the tens of thousands that a queue may hold, that is less than a balanced tree's steps from node to
/// node, and 16 bytes for a job.
struct QueueLine: Sendable {
  /// Where a job stands: jobs leave by place, then by number.
  struct Spot: Sendable, Comparable {
    let place: Int64
    let number: Int64

    static func < (left: Spot, right: Spot) -> Bool {
      (left.place, left.number) < (right.place, right.number)
    }
  }

  private static let blockLimit = 512

  private var blocks: [[Spot]] = []
  private(set) var count = 0

  /// How many leave before this spot.
  func count(before spot: Spot) -> Int {
    let index = block(for: spot)
    guard index < blocks.count else { return count }
    return blocks[..<index].reduce(Self.lowerBound(of: spot, in: blocks[index])) { $0 + $1.count }
  }

  mutating func insert(_ spot: Spot) {
    guard !blocks.isEmpty else {
      blocks = [[spot]]
      count = 1
      return
    }
    let index = min(block(for: spot), blocks.count - 1)
    let offset = Self.lowerBound(of: spot, in: blocks[index])
    blocks[index].insert(spot, at: offset)
    count += 1
    guard blocks[index].count > Self.blockLimit else { return }
    let half = Array(blocks[index][(Self.blockLimit / 2)...])
    blocks[index].removeLast(half.count)
    blocks.insert(half, at: index + 1)
  }

  mutating func remove(_ spot: Spot) {
    let index = block(for: spot)
    guard index < blocks.count else { return }
    let offset = Self.lowerBound(of: spot, in: blocks[index])
    guard offset < blocks[index].count, blocks[index][offset] == spot else { return }
    blocks[index].remove(at: offset)
    count -= 1
    if blocks[index].isEmpty { blocks.remove(at: index) }
  }

  /// The first block whose last spot isn't before this one.
  private func block(for spot: Spot) -> Int {
    Self.partition(blocks.indices) { index in blocks[index].last.map { $0 >= spot } ?? true }
  }

  private static func lowerBound(of spot: Spot, in block: [Spot]) -> Int {
    partition(block.indices) { block[$0] >= spot }
  }

  /// The first index for which a condition holds that holds for all after it.
  private static func partition(_ indices: Range<Int>, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (indices.lowerBound, indices.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
