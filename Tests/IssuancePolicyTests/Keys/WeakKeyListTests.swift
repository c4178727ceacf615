import Foundation
import IssuancePolicy
import SwiftASN1
import Testing

@Suite("A list of weak keys in Debian's format")
struct WeakKeyListTests {
  private static let zeros = String(repeating: "0", count: 20)

  private func policy(_ text: String) throws(WeakKeyListError) -> KeyPolicy {
    var list = WeakKeyList()
    try list.add(contentsOf: Array(text.utf8))
    return KeyPolicy(weakKeys: list)
  }

  /// A key that Debian's OpenSSL made, with what `openssl` and `ssh-keygen` say of it.
  private func debiansKey() throws -> (spki: [UInt8], openSSL: String, openSSH: String) {
    let file = WeakKeyGoldenTests.folder.appending(path: "../Debian/key.pem").standardized
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let value = { (name: String) in
      try #require(lines.first { $0.hasPrefix("\(name): ") }).dropFirst(name.count + 2)
    }
    let pem = lines.drop { !$0.hasPrefix("---") }.joined(separator: "\n")
    return (
      try PEMDocument(pemString: pem).derBytes,
      String(try value("openssl rsa -modulus | sha1sum")), String(try value("ssh-keygen -l -E md5"))
    )
  }

  @Test("names a key by the end of what openssl or ssh-keygen say of it")
  func known() throws {
    let (spki, openSSL, openSSH) = try debiansKey()
    #expect(WeakKeyGoldenTests.refusal(of: spki) == nil)
    for hash in [openSSL, openSSH] {
      let list = "# a remark\n\n\(Self.zeros)\n\(hash.suffix(20))  # ours\r\n"
      #expect(WeakKeyGoldenTests.refusal(of: spki, by: try policy(list)) == .knownWeak)
      #expect(WeakKeyGoldenTests.refusal(of: spki, by: try policy(list.uppercased())) == .knownWeak)
      let beginning = try policy("\(hash.prefix(20))\n\(Self.zeros)\n")
      #expect(WeakKeyGoldenTests.refusal(of: spki, by: beginning) == nil)
    }
  }

  @Test("knows a key that has just been made, and no other")
  func fresh() throws {
    let (spki, hash) = try OpenSSL.use { openSSL in
      try openSSL.run(
        ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072", "-out", "key.pem"])
      try openSSL.run(["pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "key.der"])
      try openSSL.run(["rsa", "-in", "key.pem", "-noout", "-modulus", "-out", "modulus"])
      return (try openSSL.read("key.der"), try openSSL.run(["dgst", "-sha1", "-r", "modulus"]))
    }
    let policy = try policy("\(hash.prefix(40).suffix(20))\n")
    #expect(WeakKeyGoldenTests.refusal(of: spki, by: policy) == .knownWeak)
    #expect(WeakKeyGoldenTests.refusal(of: try debiansKey().spki, by: policy) == nil)
  }

  @Test(
    "is refused with the line that is no fingerprint",
    arguments: [
      ("0000000000000000000", 1), ("000000000000000000000", 1), ("\n\ng0000000000000000000", 3),
      ("# fine\n00000000000000000000\n0000 0000\n", 3), ("１0000000000000000000", 1),
    ])
  func bad(text: String, line: Int) {
    #expect(throws: WeakKeyListError(line: line)) { try policy(text) }
  }
}
