import Cryptoki
import Foundation
import Glibc

/// A file, or a pipe, that holds a PIN.
struct PINFile {
  private static let limitInBytes = 4096

  let path: String

  /// Reads the PIN, and warns when others could do so too.
  func pin() throws(PINFault) -> PIN {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    defer { close(descriptor) }
    warnWhenOthersMayRead()
    var bytes = [UInt8](repeating: 0, count: Self.limitInBytes + 1)
    defer { erase(&bytes) }
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .unreadable(path: path, code: errno) }
      guard got > 0 else { break }
      count += got
    }
    guard count <= Self.limitInBytes else { throw .tooLong(path: path) }
    let pin = PIN(fileContents: bytes[..<count])
    guard pin.count > 0 else { throw .empty(place: path) }
    return pin
  }

  /// Pipes have no mode that means anything.
  private func warnWhenOthersMayRead() {
    let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    guard
      let attributes = try? FileManager.default.attributesOfItem(atPath: file),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let mode = attributes[.posixPermissions] as? Int, mode & 0o044 != 0
    else { return }
    warn(
      "\(path) has mode 0\(String(mode, radix: 8)), so others can read the PIN in it. "
        + "Run `chmod 600 \(path)`.")
  }
}

/// Overwrites what held a secret, in a way that the compiler may not leave out.
func erase(_ bytes: inout [UInt8]) {
  bytes.withUnsafeMutableBytes { buffer in
    if let address = buffer.baseAddress { explicit_bzero(address, buffer.count) }
  }
}

/// Tells people something that doesn't end the command.
func warn(_ message: String) {
  try? FileHandle.standardError.write(contentsOf: Data("chancery: warning: \(message)\n".utf8))
}
