import SQLiteStorage
import Telemetry
import Testing

@testable import AuthorityService

@Suite("What storage says of itself, as metrics")
struct StorageReadingsTests {
  @Test("All of it is shown: its histograms have the buckets of the catalogue")
  func all() {
    #expect(StorageStatistics().readings.map(\.metric) == Metric.storage)
  }

  @Test("Counts of other buckets than the catalogue's are shown as nothing rather than wrongly")
  func otherBuckets() {
    #expect(Distribution(bounds: [1, 2]).reading(as: .storageGroupSize) == nil)
    var sizes = Distribution(bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
    for size in [1.0, 3, 1000] { sizes.count(size) }
    #expect(
      sizes.reading(as: .storageGroupSize)?.value
        == .histogram(HistogramReading(counts: [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], sum: 1004)))
  }
}
