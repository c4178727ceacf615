import Foundation

/// Why a file of figures can't be used.
struct FigureFileProblem: Error, CustomStringConvertible, Equatable {
  let path: String
  let reason: String
  let mend: String

  var description: String { "\(path): \(reason). \(mend)" }
}

extension FigureFileProblem {
  /// What a decoder complains of, by the key's path.
  init(path: String, _ error: DecodingError, mend: String) {
    let reason =
      switch error {
      case .keyNotFound(let key, let context):
        "\(Self.name(context.codingPath + [key])) is missing"
      case .valueNotFound(_, let context):
        "\(Self.name(context.codingPath)) is empty"
      case .typeMismatch(let type, let context):
        "\(Self.name(context.codingPath)) is no \(Self.noun(type))"
      case .dataCorrupted(let context):
        context.codingPath.isEmpty
          ? "it is no JSON" : "\(Self.name(context.codingPath)) has no sense"
      @unknown default: "it can't be read"
      }
    self.init(path: path, reason: reason, mend: mend)
  }

  /// As `steps[2].signatures_per_second`.
  private static func name(_ path: [any CodingKey]) -> String {
    let name = path.reduce(into: "") { name, key in
      if let index = key.intValue {
        name += "[\(index)]"
      } else {
        name += (name.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return name.isEmpty ? "the whole" : name
  }

  private static func noun(_ type: Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is any Numeric.Type: "number"
    case is [String: Any].Type: "group of keys"
    default: "list"
    }
  }
}
