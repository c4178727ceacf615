internal import CPSL
internal import Synchronization

/// The Public Suffix List: the domains under which the public registers names.
///
/// Only its ICANN section is asked. The owners of private suffixes (`github.io`,
/// `s3.amazonaws.com`) run one service there and do want certificates for the suffix and its
/// wildcard, as they may have (CA/B Baseline Requirements §3.2.2.6).
package final class PublicSuffixes: Sendable {
  /// Owns the list that libpsl loaded.
  private struct Handle: ~Copyable {
    let list: OpaquePointer

    deinit { psl_free(list) }
  }

  // libpsl only reads a loaded list, so the lock is there for the compiler's sake; it costs 20 ns.
  private let handle: Mutex<Handle>

  /// Loads the newest list of the machine: the one of the `publicsuffix` package, or libpsl's own.
  package convenience init() throws(PublicSuffixError) {
    try self.init(list: psl_latest(nil))
  }

  /// Loads a list in the form in which publicsuffix.org offers it, or as libpsl compiles it.
  package convenience init(file: String) throws(PublicSuffixError) {
    try self.init(list: psl_load_file(file))
  }

  private init(list: sending OpaquePointer?) throws(PublicSuffixError) {
    guard let list else { throw .unreadable }
    handle = Mutex(Handle(list: list))
    // libpsl takes any file of text for a list.
    guard contains("com"), contains("co.uk"), !contains("example.com") else { throw .noList }
  }

  /// Whether a domain, in small letters and `xn--` form, is a suffix.
  func contains(_ domain: String) -> Bool {
    handle.withLock { handle in
      // Without the last flag, a top-level domain that nobody has heard of is a suffix.
      psl_is_public_suffix2(handle.list, domain, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1
    }
  }
}

/// Why there are no public suffixes.
package enum PublicSuffixError: Error, Sendable, Equatable {
  case unreadable
  /// It can be read, but "com" or "co.uk" is no suffix in it, or "example.com" is.
  case noList
}
