package import AuthorityModel

/// A file of keys that are known to be compromised, as fingerprints of their SubjectPublicKeyInfo.
///
/// One fingerprint a line: 64 hexadecimal digits, the SHA-256 of the DER. What follows a `#` is a
/// remark. `openssl pkey -pubin -in key.pem -outform DER | sha256sum` makes one.
///
/// It is kept as one sorted run of bytes: a million keys take 32 MB.
package struct BlockedKeyList: Sendable {
  /// What its keys are blocked by: the file's name.
  package let name: String
  /// Fingerprints side by side, in ascending order.
  private let fingerprints: [UInt8]

  /// - Throws: ``BlockedKeyListError`` for the first line that is none.
  package init(parsing text: some Collection<UInt8>, named name: String)
    throws(BlockedKeyListError)
  {
    var parsed: [KeyFingerprint] = []
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.prefix { $0 != UInt8(ascii: "#") }
        .split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
      guard let word = words.first else { continue }
      guard words.count == 1,
        let fingerprint = KeyFingerprint(text: String(decoding: word, as: UTF8.self))
      else { throw BlockedKeyListError(line: index + 1) }
      parsed.append(fingerprint)
    }
    self.name = name
    parsed.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    fingerprints = parsed.flatMap(\.bytes)
  }

  package var count: Int { fingerprints.count / KeyFingerprint.byteCount }

  package func contains(_ fingerprint: KeyFingerprint) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let candidate = self.fingerprint(at: middle)
      if candidate.elementsEqual(fingerprint.bytes) { return true }
      if candidate.lexicographicallyPrecedes(fingerprint.bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return false
  }

  private func fingerprint(at index: Int) -> ArraySlice<UInt8> {
    let start = index * KeyFingerprint.byteCount
    return fingerprints[start..<(start + KeyFingerprint.byteCount)]
  }
}

/// That a file of blocked keys holds something else.
package struct BlockedKeyListError: Error, Sendable, Hashable {
  /// Counted from 1.
  package let line: Int

  package init(line: Int) {
    self.line = line
  }
}

extension BlockedKeyListError: CustomStringConvertible {
  package var description: String {
    "line \(line) is no SHA-256 of a SubjectPublicKeyInfo, which is written in 64 hexadecimal digits"
  }
}
