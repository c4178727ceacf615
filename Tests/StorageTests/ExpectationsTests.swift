import Storage
import Testing

struct ExpectationsTests {
  private let ends = Expectations<String, Int>(clock: ContinuousClock())
  private let hour = Duration.seconds(3600)

  @Test func `ends, cancellations and waits that race meet, every time`() async {
    for number in 0..<500 {
      ends.expect("it")
      let waiter = Task { await ends.outcome(of: "it", within: hour) }
      if number.isMultiple(of: 2) {
        ends.ended("it", as: number)
        #expect(await waiter.value == number)
      } else {
        waiter.cancel()
        #expect(await waiter.value == nil)
      }
    }
    #expect(ends.isIdle)
  }

  @Test func `who is let go returns at once and leaves nothing`() async {
    for _ in 0..<500 {
      ends.expect("it")
      async let outcome = ends.outcome(of: "it", within: hour)
      ends.abandon("it")
      #expect(await outcome == nil)
    }
    #expect(ends.isIdle)
  }
}
