/// Where a CA's admin socket lies: beside its database.
package struct AdminSocketPath: Sendable, Hashable {
  /// A Unix socket's path has 108 bytes with the NUL that ends it (unix(7)).
  private static let limitInBytes = 107

  package let path: String

  package struct TooLong: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String

    package var description: String {
      "the admin socket's path \(path) is \(path.utf8.count) bytes long, and Linux allows "
        + "\(AdminSocketPath.limitInBytes)"
    }
  }

  package init(besideDatabase database: String) throws(TooLong) {
    path = "\(database).admin"
    guard path.utf8.count <= Self.limitInBytes else { throw TooLong(path: path) }
  }
}
