import ReportPages
import Testing

@Suite("Markup")
struct MarkupTests {
  @Test("Text and attributes are escaped, so that other people's text stays text")
  func escaping() {
    let markup = Markup.tag("b", ["title": "\"<a>\""], "1 < 2 & \u{0}")
    #expect(markup.rendered == "<b title=\"&quot;&lt;a&gt;&quot;\">1 &lt; 2 &amp; \u{FFFD}</b>")
  }

  @Test("Only void elements end in themselves")
  func void() {
    #expect(Markup.tag("line", ["x1": "0"]).rendered == "<line x1=\"0\"/>")
    #expect(Markup.tag("td").rendered == "<td></td>")
  }

  @Test("A page has a title, a style and what it is about, and needs nothing else")
  func page() {
    let html = ReportPage(
      title: "a & b", content: [.header("Load", lead: "x"), .tiles([("7", "certificates")])]
    ).html
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\""))
    #expect(html.contains("<title>a &amp; b</title>"))
    #expect(html.contains("<b>7</b><span>certificates</span>"))
    #expect(!html.contains("<script"))
  }

  @Test("Bins count each latency once, the least and the greatest included")
  func bins() {
    let bins = LatencyBin.bins(of: [(nanoseconds: 900, count: 1), (3_000_000, 4)])
    #expect(bins.map(\.count).reduce(0, +) == 5)
    #expect(bins.first?.count == 1)
    #expect(bins.last?.count == 4)
    #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.to == $1.from })
    #expect(LatencyBin.bins(of: []).isEmpty)
  }
}
