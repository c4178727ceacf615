import CapacityModel
import Foundation
import FoundationXML
import Testing

@testable import chancery

@Suite("The page of chancery capacity")
struct CapacityPageTests {
  /// Counts what a page consists of.
  private final class Outline: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var text = ""
    var addresses: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
      addresses += attributes.values.filter { $0.contains("://") }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  private func outline(_ study: CapacityStudy) throws -> Outline {
    let parser = XMLParser(data: Data(CapacityPage(study).html.utf8))
    let outline = Outline()
    parser.delegate = outline
    try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
    return outline
  }

  private func study(_ options: [String]) throws -> CapacityStudy {
    try GoldenCapacity.study(
      ["--config", "@luna.yaml", "--bench", "@luna-rsa-2048.json"] + options, cores: 64)
  }

  @Test("It is well-formed, needs no other file, and each plot says in words what it shows")
  func structure() throws {
    let outline = try outline(
      try study(["--burst", "100000", "--certificates-per-day", "1000000"]))
    #expect(outline.elements["svg"] == 2)
    #expect(outline.elements["desc"] == 2)
    // Cost, limits, burst, sizing with its waits, changes, sources.
    #expect(outline.elements["table"] == 7)
    for element in ["script", "link", "img", "iframe", "object"] {
      #expect(outline.elements[element] == nil)
    }
    #expect(outline.addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") })
  }

  @Test("Other people's text stays text")
  func escaping() throws {
    var study = try study([])
    study.sources = [.init(figure: "<b>", value: "\"5\" & more", origin: "<script>")]
    #expect(try outline(study).text.contains("\"5\" & more"))
    #expect(!CapacityPage(study).html.contains("<script"))
  }

  @Test("Where a plot would show nothing, there is none")
  func empty() throws {
    let study = try GoldenCapacity.study(
      ["--signatures-per-second", "330", "--burst", "10", "--arrival-rate", "1"])
    #expect(try outline(study).elements["svg"] == nil)
  }

  @Test("A CA that issues nothing has a page, a text and JSON too")
  func nothing() throws {
    let study = try GoldenCapacity.study([
      "--signatures-per-second", "1", "--crl-shards", "60000", "--burst", "10",
    ])
    _ = try outline(study)
    #expect(study.text.hasPrefix("No certificates at all"))
    #expect(throws: Never.self) { try JSONEncoder().encode(CapacityDocument(study)) }
  }
}
