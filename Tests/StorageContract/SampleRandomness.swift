/// The system's random numbers, from a generator that takes up room in memory.
///
/// `SystemRandomNumberGenerator` is empty, so the compiler hands on any address at all where one is passed
/// `inout`. The thread sanitizer, under which this suite runs too, takes that address at its word: it reports
/// a race where two threads happen to have the same one, and ends the process where nothing is mapped there.
package struct SampleRandomness: RandomNumberGenerator {
  private var system = SystemRandomNumberGenerator()
  private var drawn: UInt64 = 0

  package init() {}

  package mutating func next() -> UInt64 {
    drawn += 1
    return system.next()
  }
}
