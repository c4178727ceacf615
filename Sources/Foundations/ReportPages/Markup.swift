/// A piece of a page or a drawing: an element or text.
///
/// What is written is HTML and well-formed XML alike. Text and attributes are escaped here and nowhere
/// else, since names of tokens and keys are other people's text.
package enum Markup: Sendable, Hashable {
  indirect case element(String, [Attribute], [Markup])
  case text(String)

  package struct Attribute: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  /// An element with attributes in the order given.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []
  ) -> Markup {
    .element(name, attributes.map { Attribute(name: $0.key, value: $0.value) }, children)
  }

  /// An element that holds nothing but text.
  package static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String
  ) -> Markup {
    tag(name, attributes, [.text(text)])
  }

  /// The markup as it is written to a file.
  package var rendered: String {
    var output = ""
    render(into: &output)
    return output
  }

  private func render(into output: inout String) {
    switch self {
    case .text(let text):
      output += Self.escaped(text)
    case .element(let name, let attributes, let children):
      output += "<\(name)"
      for attribute in attributes {
        output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
      }
      // HTML knows no <p/>, but the elements of SVG and the void ones may end so.
      guard !children.isEmpty || !Self.mayBeVoid.contains(name) else {
        output += "/>"
        return
      }
      output += ">"
      for child in children { child.render(into: &output) }
      output += "</\(name)>"
      if Self.blocks.contains(name) { output += "\n" }
    }
  }

  private static let mayBeVoid: Set = ["meta", "line", "path", "circle", "rect", "polyline"]
  private static let blocks: Set = [
    "head", "title", "style", "header", "section", "figure", "svg", "g", "tr", "p", "h1", "h2",
    "div", "table", "main", "footer", "text",
  ]

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // XML has no other control characters.
      case "\u{0}"..<"\u{20}" where !"\t\n\r".unicodeScalars.contains(character):
        escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
