/// What a server sends as JSON, written without an encoder in between.
///
/// Foundation's encoder first builds the value as a tree of dictionaries, with a box for each member. It is the
/// reference nonetheless: what is written here is byte for byte what it yields with its names sorted, and the
/// fuzzer compares the two.
package protocol JSONWritable {
  /// Writes the value; an object's members by their names' order, those that are nil left out.
  func write(to json: inout JSONWriter)
}

extension JSONWritable {
  /// The value's JSON, as UTF-8.
  package var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }
}

extension String: JSONWritable {
  package func write(to json: inout JSONWriter) { json.write(string: self) }
}

extension Bool: JSONWritable {
  package func write(to json: inout JSONWriter) { json.write(literal: self ? "true" : "false") }
}

extension Int: JSONWritable {
  package func write(to json: inout JSONWriter) { json.write(number: self) }
}

extension Array: JSONWritable where Element: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.array { array in
      for element in self { array.element(element) }
    }
  }
}

extension JSONWritable where Self: RawRepresentable, RawValue == String {
  package func write(to json: inout JSONWriter) { json.write(string: rawValue) }
}
