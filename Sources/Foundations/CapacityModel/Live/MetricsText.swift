/// What a `/metrics` page says: the text format of Prometheus, version 0.0.4.
package struct MetricsText: Sendable, Hashable {
  package struct Sample: Sendable, Hashable {
    package let name: String
    /// As they are written between the braces.
    package let labels: String
    package let value: Double
  }

  /// A line that is no sample.
  package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    package let line: Int

    package init(line: Int) {
      self.line = line
    }

    package var description: String { "line \(line) is no metric in the text format of Prometheus" }
  }

  package let samples: [Sample]

  /// Reads a page; comments, help texts and types are passed over.
  package init(_ text: String) throws(Fault) {
    var samples: [Sample] = []
    var number = 0
    // Swift takes a carriage return and a line feed for one character.
    let isEnd = { (character: Character) in character == "\n" || character == "\r\n" }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: isEnd) {
      number += 1
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard let first = line.first, first != "#" else { continue }
      guard let sample = Sample(line) else { throw Fault(line: number) }
      samples.append(sample)
    }
    self.samples = samples
  }

  /// The sum over all labels; nil where there is no such metric, or it has no number.
  package func total(_ name: String) -> Double? {
    let values = samples.filter { $0.name == name }.map(\.value)
    let sum = values.reduce(0, +)
    return values.isEmpty || !sum.isFinite ? nil : sum
  }
}

extension MetricsText.Sample {
  fileprivate init?(_ line: Substring) {
    let name = line.prefix { Self.isOfName($0) }
    guard let first = name.first, !first.isNumber else { return nil }
    var rest = line[name.endIndex...]
    var labels: Substring = ""
    if rest.first == "{" {
      guard let end = Self.end(ofLabels: rest) else { return nil }
      labels = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
    }
    // The value, and perhaps the time of the sample.
    let fields = rest.split { $0 == " " || $0 == "\t" }
    guard (1...2).contains(fields.count), let value = Self.value(fields[0]),
      fields.count == 1 || Int64(fields[1]) != nil
    else { return nil }
    self.init(name: String(name), labels: String(labels), value: value)
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || character == "_"
      || character == ":"
  }

  private static func value(_ text: Substring) -> Double? {
    switch text {
    case "+Inf": .infinity
    case "-Inf": -.infinity
    case "NaN": .nan
    // Double reads words and hexadecimal numbers, too.
    default: text.allSatisfy { "0123456789+-.eE".contains($0) } ? Double(text) : nil
    }
  }

  /// The brace that ends the labels, which stands in no label's value.
  private static func end(ofLabels text: Substring) -> Substring.Index? {
    var (isQuoted, isEscaped) = (false, false)
    for index in text.indices.dropFirst() {
      let character = text[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == "}", !isQuoted {
        return index
      }
    }
    return nil
  }
}
