import Foundation
import IssuancePolicy
import SwiftASN1
import Testing

/// Each `Golden/NAME.pem` is a key with the outcome that it must have; `Golden/make` made them.
@Suite("Keys that were made weak on purpose")
struct WeakKeyGoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".pem") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// What the vectors may expect; nil where the key is accepted.
  static let outcomes: [(expectation: String, refusal: KeyError?)] = [
    ("accepted", nil), ("factor 3", .smallFactor(3)), ("factor 751", .smallFactor(751)),
    ("close primes", .closePrimes), ("roca", .roca),
  ]

  /// A vector's expectation and the DER of its SubjectPublicKeyInfo.
  static func vector(_ name: String) throws -> (expectation: String, spki: [UInt8]) {
    let text = try String(contentsOf: folder.appending(path: "\(name).pem"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    let expectation = try #require(lines.first { $0.hasPrefix("expect: ") })
    let document = try PEMDocument(
      pemString: lines.drop { !$0.hasPrefix("---") }.joined(separator: "\n"))
    return (String(expectation.dropFirst(8)), document.derBytes)
  }

  @Test("Every kind of weakness has its keys")
  func coverage() throws {
    #expect(
      Set(try Self.names.map { try Self.vector($0).expectation })
        == Set(Self.outcomes.map(\.expectation)))
  }

  @Test("A key ends as its vector says", arguments: names)
  func outcome(name: String) throws {
    let (expectation, spki) = try Self.vector(name)
    let expected = try #require(Self.outcomes.first { $0.expectation == expectation })
    #expect(Self.refusal(of: spki) == expected.refusal)
  }

  @Test("A key that was accepted once is not searched for weaknesses again", arguments: names)
  func accepted(name: String) throws {
    #expect(try AcceptedKey(accepted: Self.vector(name).spki).kind.isEllipticCurve == false)
  }

  static func refusal(of spki: [UInt8], by policy: KeyPolicy = KeyPolicy()) -> KeyError? {
    do throws(KeyError) {
      _ = try AcceptedKey(spki: spki, policy: policy)
      return nil
    } catch {
      return error
    }
  }
}
