import Foundation

/// A zone that a test's name server serves, signed or not.
struct ServedZone: Sendable {
  enum Signing: Sendable {
    case none
    case sound
    /// All signatures have run out.
    case expired
    /// A record was added behind the signer's back.
    case tampered(record: String)
  }

  let name: String
  let records: String
  var timeToLiveInSeconds = 1
  var signing = Signing.none
  /// The zones below that this one delegates to and vouches for; they must be written before.
  var delegations: [ServedZone] = []

  /// The zone's file, which begins with what every zone needs.
  private func text(in directory: URL) throws -> String {
    let delegated = try delegations.map { zone in
      let key = try String(
        contentsOf: directory.appending(path: zone.delegationFile), encoding: .utf8)
      return "\(zone.name). NS ns1.\(zone.name).\nns1.\(zone.name). A 127.0.0.1\n\(key)"
    }
    return """
      $ORIGIN \(name == "." ? "" : name).
      $TTL \(timeToLiveInSeconds)
      @ SOA ns1 hostmaster 1 3600 600 86400 1
      @ NS ns1
      ns1 A 127.0.0.1
      \(records)
      \(delegated.joined(separator: "\n"))

      """
  }

  /// The name of its file, and of those made from it.
  var file: String { name == "." ? "zone.root" : "zone.\(name)" }

  /// The file that has its public key, to be trusted.
  var anchorFile: String { "\(file).anchor" }
  /// The file with the DS record of its key.
  var delegationFile: String { "\(file).ds" }

  /// Writes the file that is served, with fresh keys where it is to be signed.
  func write(in directory: URL) throws {
    try text(in: directory).write(
      to: directory.appending(path: file), atomically: true, encoding: .utf8)
    let dates: String
    switch signing {
    case .none: return
    case .sound, .tampered: dates = ""
    case .expired: dates = "-i 20190101000000 -e 20200101000000"
    }
    let script = """
      cd '\(directory.path)' && key=$(ldns-keygen -a ECDSAP256SHA256 -k '\(name)') &&
      ldns-key2ds -n -2 $key.key > '\(delegationFile)' &&
      ldns-signzone \(dates) -f signed '\(file)' $key && mv signed '\(file)' &&
      mv $key.key '\(anchorFile)'
      """
    let signer = try SpawnedProcess("/bin/sh", ["-c", script])
    guard signer.waitForEnd() == 0 else { throw NotSigned(zone: name) }
    if case .tampered(let record) = signing {
      let handle = try FileHandle(forWritingTo: directory.appending(path: file))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data((record + "\n").utf8))
      try handle.close()
    }
  }

  struct NotSigned: Error {
    let zone: String
  }
}
