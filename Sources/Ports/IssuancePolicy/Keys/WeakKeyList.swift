/// RSA keys whose private halves are known, such as Debian's of 2006 to 2008 (CVE-2008-0166).
///
/// - Note: CA/B Baseline Requirements §4.9.1.1 and §6.1.1.3.
package struct WeakKeyList: Sendable {
  private var fingerprints: Set<WeakKeyFingerprint> = []

  package init() {}

  package var count: Int { fingerprints.count }

  /// Adds what a file in Debian's format holds: 20 hexadecimal digits a line, and `#` before remarks.
  ///
  /// - Throws: ``WeakKeyListError`` with the first line that is neither.
  package mutating func add(contentsOf file: some Collection<UInt8>) throws(WeakKeyListError) {
    let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    fingerprints.reserveCapacity(fingerprints.count + lines.count)
    for (index, line) in lines.enumerated() {
      let entry = line.prefix { $0 != UInt8(ascii: "#") }.filter { !Self.isBlank($0) }
      guard !entry.isEmpty else { continue }
      guard let fingerprint = WeakKeyFingerprint(entry) else {
        throw WeakKeyListError(line: index + 1)
      }
      fingerprints.insert(fingerprint)
    }
  }

  func contains(_ key: RSANumbers) -> Bool {
    !fingerprints.isEmpty && WeakKeyFingerprint.all(of: key).contains(where: fingerprints.contains)
  }

  private static func isBlank(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t") || octet == UInt8(ascii: "\r")
  }
}

/// A line of a list of weak keys that is no fingerprint.
package struct WeakKeyListError: Error, Sendable, Equatable {
  /// Counted from 1.
  package let line: Int

  package init(line: Int) { self.line = line }
}
