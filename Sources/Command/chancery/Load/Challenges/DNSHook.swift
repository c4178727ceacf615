import Foundation

/// Publishes records by a program: `PROGRAM present NAME VALUE`, later `PROGRAM cleanup NAME VALUE`.
struct DNSHook: DNSPublisher {
  let program: String

  func present(name: String, value: String) async throws(DNSPublisherError) {
    try await run("present", name, value)
  }

  func cleanUp(name: String, value: String) async throws(DNSPublisherError) {
    try await run("cleanup", name, value)
  }

  private func run(_ words: String...) async throws(DNSPublisherError) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    // Standard output is for the result of the load.
    process.standardOutput = FileHandle.standardError
    let status: Int32
    do {
      status = try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do {
          try process.run()
        } catch {
          process.terminationHandler = nil
          continuation.resume(throwing: error)
        }
      }
    } catch {
      throw DNSPublisherError(description: "\(program) cannot be run: \(error)")
    }
    guard status == 0 else {
      throw DNSPublisherError(
        description: "`\(program) \(words.joined(separator: " "))` ended with status \(status)")
    }
  }
}
