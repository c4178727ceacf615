import Cryptoki
import Testing

@testable import HSMDiagnostics

@Suite("What is to be said of a key")
struct KeyConcernTests {
  @Test("A key as it should be gives no concern")
  func safe() throws {
    let session = try SoftHSM.makeSession()
    let key = try KeyGeneration(.p256, label: "safe", id: nil).key(in: session)
    #expect(key.attributes.concerns == [])
    #expect(
      key.attributes.words == [
        "sensitive", "never extractable", "sign only", "generated in the token",
      ])
    #expect(key.typeName == "EC P-256")
    #expect(key.publicKeys.count == 1)
  }

  @Test("Concerns that endanger the key are those about its value and its other uses")
  func unsafe() {
    #expect(
      KeyConcern.allCases.filter(\.isUnsafe) == [
        .notSensitive, .extractable, .onceExtractable, .decrypts, .unwraps,
      ])
  }
}
