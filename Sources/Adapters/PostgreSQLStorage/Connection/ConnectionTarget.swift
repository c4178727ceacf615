internal import CPostgreSQL

/// Which database to connect to, and as whom, parsed from a `postgresql://` URL.
///
/// Hosts may be several, with commas between: libpq takes the first that can be written to, which finds
/// the new primary after a failover. The password never stands in the URL, and never leaves this value
/// but to libpq.
package struct ConnectionTarget: Sendable {
  /// What libpq is told, without the password.
  private var keywords: [String: String]
  private let password: String?

  /// - Parameters:
  ///   - url: As libpq reads it (PostgreSQL's manual, §34.1.1.2); `sslmode`, `sslrootcert` and the like
  ///     are its parameters.
  ///   - password: What the file of the password holds; nil where the server asks for none.
  package init(url: String, password: String? = nil) throws(ConnectionTargetError) {
    guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
      throw .notAPostgreSQLURL
    }
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(url, &message) else {
      // libpq quotes what it was given, with a password that doesn't belong there.
      PQfreemem(message)
      throw .malformed
    }
    defer { PQconninfoFree(options) }
    var keywords: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        keywords[String(cString: keyword)] = String(cString: value)
      }
      option = option.successor()
    }
    guard keywords["password"] == nil else { throw .passwordInURL }
    self.keywords = keywords
    self.password = password.map { String($0.prefix { !$0.isNewline }) }
  }

  /// The same database, for those who only read: any of its hosts will do.
  package func forReading() -> ConnectionTarget {
    var target = self
    target.keywords["target_session_attrs"] = "any"
    return target
  }

  /// Keywords and values as `PQconnectStartParams` wants them.
  func withParameters<Result>(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result?
  ) -> Result? {
    var parameters = keywords.merging(Self.defaults) { given, _ in given }
    parameters["client_encoding"] = "UTF8"
    parameters["password"] = password
    let pairs = parameters.map { (key: $0.key.utf8CString, value: $0.value.utf8CString) }
    let keys = pairs.map(\.key).flatMap(\.self)
    let values = pairs.map(\.value).flatMap(\.self)
    return Self.withPointers(to: keys, in: pairs.map(\.key.count)) { keys in
      Self.withPointers(to: values, in: pairs.map(\.value.count)) { values in body(keys, values) }
    }
  }

  /// A dead peer is noticed in ten seconds, whatever the URL doesn't say otherwise.
  private static let defaults = [
    "application_name": "chancery", "target_session_attrs": "read-write", "keepalives_idle": "5",
    "keepalives_interval": "2", "keepalives_count": "3", "tcp_user_timeout": "10000",
  ]

  /// Pointers to texts that lie end to end, and a null pointer after them.
  private static func withPointers<Result>(
    to texts: [CChar], in lengths: [Int],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result?
  ) -> Result? {
    texts.withUnsafeBufferPointer { buffer in
      var start = 0
      var pointers: [UnsafePointer<CChar>?] = []
      for length in lengths {
        pointers.append(buffer.baseAddress?.advanced(by: start))
        start += length
      }
      pointers.append(nil)
      return pointers.withUnsafeBufferPointer { $0.baseAddress.flatMap(body) }
    }
  }
}

extension ConnectionTarget: CustomStringConvertible {
  /// Database, user and hosts, for errors; never the password.
  package var description: String {
    let hosts = (keywords["host"] ?? keywords["hostaddr"] ?? "its local socket")
    let user = keywords["user"].map { " as \($0)" } ?? ""
    return "\(keywords["dbname"] ?? keywords["user"] ?? "the database") at \(hosts)\(user)"
  }
}

extension ConnectionTarget: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: ["target": description]) }
}

package enum ConnectionTargetError: Error, Sendable, Hashable {
  case notAPostgreSQLURL
  case malformed
  case passwordInURL
}

extension ConnectionTargetError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAPostgreSQLURL:
      "The database's URL doesn't begin with postgresql://. Write postgresql://user@host/database."
    case .malformed:
      "libpq can't read the database's URL. Write postgresql://user@host:5432/database?sslmode=…, "
        + "with % and two digits for characters that mean something in a URL."
    case .passwordInURL:
      "The database's URL holds a password. Put it into a file of mode 0600, and name that by "
        + "database_password_file."
    }
  }
}
