import Foundation

/// A file that a command reads whole: a regular one, or a pipe.
struct InputFile {
  let path: String

  init(_ path: String) {
    self.path = path
  }

  /// What is in it.
  func contents(limitInBytes: Int) throws(FileProblem) -> Data {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .notReadable(path, code: errno)
    }
    defer { try? handle.close() }
    let data: Data
    do {
      data = try handle.read(upToCount: limitInBytes + 1) ?? Data()
    } catch {
      throw .notReadable(path, code: errno)
    }
    guard data.count <= limitInBytes else { throw .tooLong(path, limitInBytes: limitInBytes) }
    return data
  }
}
