import Foundation

/// Reads JSON files of figures.
enum FigureFile {
  private static let limitInBytes = 16 << 20

  static func decode<Value: Decodable>(
    _ type: Value.Type, path: String, mend: String
  ) throws -> Value {
    let data = try InputFile(path).contents(limitInBytes: limitInBytes)
    guard !data.isEmpty else {
      throw FigureFileProblem(path: path, reason: "the file is empty", mend: mend)
    }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw FigureFileProblem(path: path, error, mend: mend)
    }
  }

  /// Refuses figures of which one isn't above zero.
  ///
  /// - Parameter part: Where they stand in the file.
  static func requirePositive(
    _ figures: [(name: String, value: Double)], in part: String, path: String, mend: String
  ) throws(FigureFileProblem) {
    for (name, value) in figures where !(value > 0 && value.isFinite) {
      throw FigureFileProblem(
        path: path, reason: "\(part).\(name) is \(value), not above 0", mend: mend)
    }
  }
}
