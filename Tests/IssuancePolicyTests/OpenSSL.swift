import Foundation

/// The `openssl` command, an opinion on X.509 that isn't ours.
struct OpenSSL {
  struct Failure: Error {
    let output: String
  }

  let directory: URL

  /// Hands over an empty directory that is gone afterwards.
  static func use<Result>(_ body: (OpenSSL) throws -> Result) throws -> Result {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "chancery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try body(OpenSSL(directory: directory))
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: directory.appending(path: file))
  }

  func read(_ file: String) throws -> [UInt8] {
    try Array(Data(contentsOf: directory.appending(path: file)))
  }

  @discardableResult
  func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(output: text) }
    return text
  }

  /// A request in DER, made with a fresh key.
  ///
  /// - Parameter key: The words after `-newkey`, such as `rsa:2048` or `ec -pkeyopt …`.
  static func request(
    key: [String], names: String? = "DNS:a.example", subject: String = "/",
    digest: String = "-sha256", extra: [String] = []
  ) throws -> [UInt8] {
    try use { openSSL in
      try openSSL.write("", to: "empty.cnf")
      var arguments = ["req", "-new", "-config", "empty.cnf", "-nodes", "-keyout", "key.pem"]
      arguments += ["-newkey"] + key + ["-subj", subject, digest, "-outform", "DER"]
      arguments += ["-out", "request.der"] + extra
      if let names { arguments += ["-addext", "subjectAltName=\(names)"] }
      try openSSL.run(arguments)
      return try openSSL.read("request.der")
    }
  }
}
