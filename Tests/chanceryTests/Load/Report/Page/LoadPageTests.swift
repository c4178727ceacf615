import Foundation
import FoundationXML
import Testing

@testable import chancery

@Suite("Page of a load")
struct LoadPageTests {
  /// Counts what a page consists of.
  private final class Outline: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
    }
  }

  @Test("It is well-formed, needs nothing else, and each plot says in words what it shows")
  func structure() throws {
    let html = page(rival: nil)
    let elements = try outline(html)
    // Rate, latency, in flight, refusals, distribution, told waits.
    #expect(elements["svg"] == 6)
    #expect(elements["desc"] == 6)
    #expect(elements["table"] == 4)
    for element in ["script", "link", "img", "iframe"] { #expect(elements[element] == nil) }
    #expect(html.contains("p99_ms &lt;= 10"))
    #expect(html.contains("<td>broken</td>"))
    #expect(html.contains("2020-09-13T12:26:40Z"))
  }

  @Test("Two servers are drawn in the same plots, each with its own tables")
  func comparison() throws {
    let rival = RivalReport(
      first: LoadSamples.longReport, second: LoadSamples.longReport, slices: [])
    let html = page(rival: rival)
    let elements = try outline(html)
    #expect(elements["svg"] == 8)
    #expect(html.contains("curve thin accent dashed"))
    #expect(html.contains("1.00 ×"))
  }

  @Test("A run that came to nothing has a page too")
  func empty() throws {
    let report = LoadSamples.report(certificates: 0, failed: 0, duration: .zero)
    let result = LoadResult(
      report: report, rival: nil, seed: 1, objectives: [], isInterrupted: true)
    let html = LoadPage(result, scenario: scenario, date: date).html
    #expect(try outline(html)["svg"] == 2)
    #expect(html.contains("Interrupted"))
  }

  private let date = Date(timeIntervalSince1970: 1_600_000_000)

  private var scenario: LoadScenario {
    LoadScenario(server: .init(directory: "https://ca.test/directory"), seed: 1)
  }

  private func page(rival: RivalReport?) -> String {
    let result = LoadResult(
      report: LoadSamples.longReport, rival: rival, seed: 1,
      objectives: [Objective("p99_ms<=10")].compactMap(\.self), isInterrupted: false)
    return LoadPage(result, scenario: scenario, date: date).html
  }

  private func outline(_ html: String) throws -> [String: Int] {
    let parser = XMLParser(data: Data(html.utf8))
    let outline = Outline()
    parser.delegate = outline
    try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
    return outline.elements
  }
}
