import Cryptoki
extension PINShape {
  var expectation: String { "wants another PIN" }
  var isBoundByToken: Bool { true }
  func mend(at place: String) -> String { "put the right PIN into \(place)" }
}
extension ModuleInitialisation {
  static let withoutLocking = ModuleInitialisation(usesLocking: false)
}
extension Mechanism {
  var sizesInWords: String? { nil }
}
