import Foundation
import FoundationXML
@testable import HSMDiagnostics
import Testing

@Suite("The benchmark's page")
struct BenchmarkPageTests {
  private let html = BenchmarkPage(StepSamples.report).html

  /// Collects what a page consists of.
  private final class Outline: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var text = ""
    var attributes: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
      self.attributes += attributes.values
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  private func outline() throws -> Outline {
    let parser = XMLParser(data: Data(html.utf8))
    let outline = Outline()
    parser.delegate = outline
    try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
    return outline
  }

  @Test("It is well-formed, and each plot says in words what it shows")
  func structure() throws {
    let elements = try outline().elements
    // Throughput, latency, and the distributions with one and with eight sessions.
    #expect(elements["svg"] == 4)
    #expect(elements["desc"] == 4)
    #expect(elements["title"] == 5)
    #expect(elements["table"] == 2)
    #expect(elements["h1"] == 1)
  }

  @Test("It needs no script, no other file and no network")
  func selfContained() throws {
    let outline = try outline()
    for element in ["script", "link", "img", "iframe", "object"] {
      #expect(outline.elements[element] == nil)
    }
    #expect(!html.contains("url("))
    #expect(!html.contains("@import"))
    // The names of XML's and SVG's vocabularies, which nobody fetches.
    let addresses = outline.attributes.filter { $0.contains("://") }
    #expect(addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") })
  }

  @Test("It is made for light and dark, and for paper")
  func schemes() {
    #expect(html.contains("color-scheme: light dark"))
    #expect(html.contains("@media (prefers-color-scheme: dark)"))
    #expect(html.contains("@media print"))
  }

  @Test("Other people's text stays text")
  func escaping() throws {
    #expect(html.contains("ca &lt;west&gt;"))
    #expect(try outline().text.contains("Vendor \"HSM\" & Sons 1.0"))
  }

  @Test("A measurement that came to nothing has a page too")
  func empty() {
    let report = BenchmarkReport(
      context: StepSamples.context, steps: [], notes: ["Interrupted before anything was measured."])
    let parser = XMLParser(data: Data(BenchmarkPage(report).html.utf8))
    #expect(parser.parse())
  }
}
