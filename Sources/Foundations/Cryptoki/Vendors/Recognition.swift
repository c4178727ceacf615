import Foundation

/// By what a vendor is known; all in small letters, and found anywhere in the text.
package struct Recognition: Sendable, Hashable {
  /// Parts of the module's file name.
  package let fileNames: [String]
  /// Parts of what the module or the token names as its manufacturer.
  package let manufacturers: [String]
  /// Parts of the module's description or the token's model.
  package let models: [String]
  /// Labels that the vendor gives its tokens, whole.
  package let labels: [String]

  init(
    fileNames: [String] = [], manufacturers: [String] = [], models: [String] = [],
    labels: [String] = []
  ) {
    self.fileNames = fileNames
    self.manufacturers = manufacturers
    self.models = models
    self.labels = labels
  }

  func isFile(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return fileNames.contains { name.contains($0) }
  }

  func isMaker(_ info: ModuleInfo?, _ token: Token?) -> Bool {
    let makers = [info?.manufacturer, token?.manufacturer].compactMap { $0?.lowercased() }
    let kinds = [info?.libraryDescription, token?.model].compactMap { $0?.lowercased() }
    return manufacturers.contains { part in makers.contains { $0.contains(part) } }
      || models.contains { part in kinds.contains { $0.contains(part) } }
  }

  func isLabel(_ token: Token?) -> Bool {
    token.map { labels.contains($0.label.lowercased()) } ?? false
  }
}
