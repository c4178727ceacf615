import ReportPages

extension BenchmarkConclusion {
  /// The conclusion in sentences: where the knee is, what to configure, what it gives.
  package var sentences: [String] {
    isCompared ? [knee, recommendation, meaning] : [single, meaning]
  }

  private var single: String {
    "\(Wording.sessions(peakSessions)) \(verb) \(Wording.rate(peakSignaturesPerSecond)) "
      + "signatures/s; measure other numbers too to see what is best."
  }

  private var knee: String {
    if recommendedSessions == peakSessions {
      let rate = "\(Wording.rate(peakSignaturesPerSecond)) signatures/s"
      return isStillRising
        ? "\(Wording.sessions(peakSessions)) gave the most, \(rate), and more may give more: "
          + "the rate still rose when the measurement ended."
        : "\(Wording.sessions(peakSessions)) \(verb) the peak of \(rate); more bring nothing."
    }
    return "\(Wording.sessions(recommendedSessions)) \(verb) "
      + "\(Wording.percent(shareOfPeak)) of the peak of "
      + "\(Wording.rate(peakSignaturesPerSecond)) signatures/s, which "
      + "\(Wording.sessions(peakSessions)) reached; beyond them a signature only waits longer."
  }

  private var verb: String { recommendedSessions == 1 ? "gives" : "give" }

  private var recommendation: String {
    "Recommended in chancery.yaml: sessions: \(recommendedSessions)"
  }

  /// One signature makes a certificate; with Certificate Transparency the precertificate takes another
  /// (RFC 6962 §3.1).
  private var meaning: String {
    "A CA with this key can issue at most \(Wording.rate(signaturesPerSecond)) certificates/s, "
      + "or \(Wording.rate(signaturesPerSecond / 2)) with Certificate Transparency, "
      + "where each takes two signatures."
  }
}
