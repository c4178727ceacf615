import Foundation
import Testing

@testable import IssuancePolicy

/// A certificate that is made and thrown away as the CA starts.
@Suite("The rehearsal of a profile")
struct LeafRehearsalTests {
  private let chains = ChainTests()

  private func rehearse(
    _ kind: KeyKind = .p256, validity: Duration = .seconds(90 * 86_400),
    after delay: Duration = .zero
  ) throws(TemplateError) {
    let template: LeafTemplate
    do {
      template = try LeafTemplate(
        profile: chains.profile(validity: validity), issuer: chains.issuer(kind).description,
        publication: .tests)
    } catch {
      throw .authorityName(reason: "\(error)")
    }
    try template.rehearse(at: chains.now + Double(delay.components.seconds))
  }

  @Test("goes well for whatever key signs", arguments: KeyKind.allCases)
  func good(kind: KeyKind) throws {
    try rehearse(kind)
  }

  @Test("names the rule that its certificates would break")
  func rules() throws {
    let error = #expect(throws: TemplateError.self) {
      try rehearse(validity: .seconds(201 * 86_400))
    }
    guard case .rules(let lint) = error else {
      Issue.record("it went on to \(String(describing: error))")
      return
    }
    #expect(lint.errors.map(\.id) == ["validity_too_long"])
  }

  @Test("tells that the issuer has no time left")
  func issuerEnding() throws {
    let error = #expect(throws: TemplateError.self) {
      try rehearse(after: .seconds((5 * 365 - 30) * 86_400))
    }
    guard case .outlivesIssuer = error else {
      Issue.record("it went on to \(String(describing: error))")
      return
    }
  }
}
