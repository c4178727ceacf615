import ArgumentParser
import Foundation

/// What is wrong with a file that an option names.
struct FileProblem: Error, CustomStringConvertible {
  let description: String
  let exitCode: ExitCode

  static func exists(_ path: String) -> FileProblem {
    FileProblem(
      description: "\(path) exists and is not overwritten. Name another file, or move it away.",
      exitCode: .validationFailure)
  }

  static func notWritable(_ path: String, code: Int32) -> FileProblem {
    FileProblem(
      description: "\(path) can't be written: \(String(cString: strerror(code))).",
      exitCode: .failed)
  }

  static func notReadable(_ path: String, code: Int32) -> FileProblem {
    FileProblem(
      description: "\(path) can't be read: \(String(cString: strerror(code))).",
      exitCode: .failed)
  }

  static func tooLong(_ path: String, limitInBytes: Int) -> FileProblem {
    FileProblem(
      description: "\(path) is longer than \(limitInBytes) bytes. Name another file.",
      exitCode: .failed)
  }

  static func noCertificate(_ path: String) -> FileProblem {
    FileProblem(
      description: "\(path) holds no certificate that can be read. Name a PEM file, beginning with "
        + "`-----BEGIN CERTIFICATE-----`.",
      exitCode: .failed)
  }
}
