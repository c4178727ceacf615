package import CoreMetrics

extension MetricRegistry: MetricsFactory {
  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    member(label, dimensions, of: CounterSeries.self) ?? NOOPMetricsHandler.instance
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    member(label, dimensions, of: GaugeSeries.self) ?? NOOPMetricsHandler.instance
  }

  /// - Parameter aggregate: Whether all values count, as in a histogram, or the last one only.
  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    if aggregate {
      return member(label, dimensions, of: HistogramSeries.self) ?? NOOPMetricsHandler.instance
    }
    return member(label, dimensions, of: GaugeSeries.self) ?? NOOPMetricsHandler.instance
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    member(label, dimensions, of: HistogramSeries.self) ?? NOOPMetricsHandler.instance
  }

  package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
  package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
  package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
  package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}
