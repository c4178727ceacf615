/// A report as one page that needs nothing else: no script, no other file, no network.
package struct ReportPage: Sendable {
  let title: String
  let content: [Markup]

  package init(title: String, content: [Markup]) {
    self.title = title
    self.content = content
  }

  /// The page, to be written to a file.
  package var html: String {
    let page = Markup.tag(
      "html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"],
      [head, .tag("body", [:], [.tag("main", [:], content)])])
    return "<!DOCTYPE html>\n" + page.rendered + "\n"
  }

  private var head: Markup {
    .tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "color-scheme", "content": "light dark"]),
        .tag("title", [:], title),
        .tag("style", [:], PageStyle.sheet),
      ])
  }
}

extension Markup {
  /// The title of a page, with a line about it.
  package static func header(_ title: String, lead: String) -> Markup {
    .tag("header", [:], [.tag("h1", [:], title), .tag("p", ["class": "lead"], lead)])
  }

  /// The few numbers that matter most, each with what it is.
  package static func tiles(_ tiles: [(number: String, meaning: String)]) -> Markup {
    .tag(
      "div", ["class": "summary"],
      tiles.map {
        .tag("div", ["class": "tile"], [.tag("b", [:], $0.number), .tag("span", [:], $0.meaning)])
      })
  }

  /// A drawing with its title and a caption.
  package static func figure(_ title: String, caption: String, _ drawing: Markup) -> Markup {
    .tag("figure", [:], [.tag("h2", [:], title), .tag("figcaption", [:], caption), drawing])
  }
}
