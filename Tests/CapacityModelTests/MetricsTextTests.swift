import CapacityModel
import Testing

@Suite("Pages of metrics")
struct MetricsTextTests {
  @Test("Samples are read with and without labels and times; comments are passed over")
  func samples() throws {
    let text = try MetricsText(
      """
      # HELP chancery_queue_jobs Jobs that wait.
      # TYPE chancery_queue_jobs gauge
      chancery_queue_jobs{class="normal"} 12
      chancery_queue_jobs{class="bulk"} 3.5e1 1700000000000

      process_cpu_seconds_total 7.25\r
        odd{text="a \\"quoted\\" } brace, \\\\",other="x"} +Inf
      """)
    #expect(text.samples.count == 4)
    #expect(text.total("chancery_queue_jobs") == 47)
    #expect(text.total("process_cpu_seconds_total") == 7.25)
    #expect(text.samples.last?.labels == #"text="a \"quoted\" } brace, \\",other="x""#)
    #expect(text.total("odd") == nil)
    #expect(text.total("absent") == nil)
  }

  @Test(
    "What is no metric is named by its line",
    arguments: [
      "<html>", "name", "name{", "name{a=\"b\" 1", "1name 2", "name one", "name 1 2 3", "name 0x10",
      "name 1 now", "{} 1", "name infinity", "\u{1F600} 1",
    ])
  func garbage(line: String) {
    #expect(throws: MetricsText.Fault(line: 2)) { try MetricsText("good 1\n\(line)\ngood 2") }
  }

  @Test("An empty page has no samples")
  func empty() throws {
    #expect(try MetricsText("").samples.isEmpty)
  }
}
