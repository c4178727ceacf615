/// The frame of a drawing: its size, its axes, its grid.
package struct Plot: Sendable {
  package static let width = 720.0
  package static let height = 300.0
  package static let margins = (left: 62.0, top: 26.0, bottom: 46.0)

  package let x: Scale
  package let y: Scale

  /// - Parameter right: The room beside the plot, for the curves' names.
  package init(
    x: ClosedRange<Double>, _ xKind: Scale.Kind, y: ClosedRange<Double>, _ yKind: Scale.Kind,
    right: Double = 28
  ) {
    self.x = Scale(
      kind: xKind, domain: x, pixels: (Self.margins.left, Self.width - right))
    self.y = Scale(
      kind: yKind, domain: y, pixels: (Self.height - Self.margins.bottom, Self.margins.top))
  }

  /// A whole drawing, which says in words what it shows.
  ///
  /// - Parameters:
  ///   - id: Unique in the page.
  ///   - marks: What is drawn, above the grid.
  package func drawing(
    id: String, title: String, description: String, axes: [Markup], marks: [Markup]
  ) -> Markup {
    .tag(
      "svg",
      [
        "viewBox": "0 0 \(number(Self.width)) \(number(Self.height))", "role": "img",
        "aria-labelledby": "\(id)-title \(id)-desc", "xmlns": "http://www.w3.org/2000/svg",
      ],
      [
        .tag("title", ["id": "\(id)-title"], title),
        .tag("desc", ["id": "\(id)-desc"], description),
      ] + axes + marks)
  }

  /// Horizontal lines with their values, and the axis' name above them.
  package func verticalAxis(name: String, label: (Double) -> String) -> [Markup] {
    let lines = y.ticks.flatMap { tick in
      let height = y.place(tick)
      return [
        line(class: "grid", from: (x.pixels.start, height), to: (x.pixels.end, height)),
        text(label(tick), at: (x.pixels.start - 8, height + 4), class: "tick", anchor: "end"),
      ]
    }
    return lines + [text(name, at: (4, 12), class: "axis")]
  }

  /// Values along the bottom, and the axis' name below them.
  package func horizontalAxis(name: String, ticks: [Double], label: (Double) -> String) -> [Markup]
  {
    let base = y.pixels.start
    let labels = ticks.map { tick in
      text(label(tick), at: (x.place(tick), base + 18), class: "tick", anchor: "middle")
    }
    let middle = (x.pixels.start + x.pixels.end) / 2
    return [line(class: "base", from: (x.pixels.start, base), to: (x.pixels.end, base))] + labels
      + [text(name, at: (middle, base + 38), class: "axis", anchor: "middle")]
  }

  // MARK: Marks

  package func polyline(_ points: [(Double, Double)], class name: String) -> Markup {
    let places = points.map { "\(number(x.place($0.0))),\(number(y.place($0.1)))" }
    return .tag("polyline", ["class": name, "points": places.joined(separator: " ")])
  }

  package func dot(_ point: (Double, Double), class name: String, radius: Double = 4) -> Markup {
    .tag(
      "circle",
      [
        "class": name, "cx": number(x.place(point.0)), "cy": number(y.place(point.1)),
        "r": number(radius),
      ])
  }

  package func line(class name: String, from: (Double, Double), to: (Double, Double)) -> Markup {
    .tag(
      "line",
      [
        "class": name, "x1": number(from.0), "y1": number(from.1), "x2": number(to.0),
        "y2": number(to.1),
      ])
  }

  /// A bar that stands on the horizontal axis; all measures in pixels.
  package func bar(class name: String, from left: Double, width: Double, height: Double) -> Markup {
    .tag(
      "rect",
      [
        "class": name, "x": number(left), "y": number(y.pixels.start - height),
        "width": number(width), "height": number(height),
      ])
  }

  package func text(
    _ text: String, at place: (Double, Double), class name: String, anchor: String = "start"
  ) -> Markup {
    .tag(
      "text",
      ["class": name, "x": number(place.0), "y": number(place.1), "text-anchor": anchor], text)
  }

  /// A coordinate, to a tenth of a pixel.
  package func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : Wording.decimal(value, 1)
  }
}
