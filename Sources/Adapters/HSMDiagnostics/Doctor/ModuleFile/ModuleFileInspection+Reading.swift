import Foundation
import Glibc

extension ModuleFileInspection {
  /// Looks at a file.
  package init(lookingAt path: String) {
    guard path.contains("/") else {
      self.init(path: path, condition: .leftToLinker)
      return
    }
    let url = URL(filePath: path).standardizedFileURL
    let resolved = url.resolvingSymlinksInPath()
    guard access(path, F_OK) == 0 else {
      let code = errno
      self.init(
        path: path,
        condition: code == ENOENT || code == ENOTDIR
          ? .missing(nearby: Self.modulesNear(path))
          : .unreadable(reason: String(cString: strerror(code)), user: Self.userName))
      return
    }
    let target = resolved.path(percentEncoded: false)
    let attributes = (try? FileManager.default.attributesOfItem(atPath: target)) ?? [:]
    self.init(
      path: path, target: resolved == url ? nil : target,
      sizeInBytes: (attributes[.size] as? NSNumber)?.intValue ?? 0,
      condition: Self.condition(
        of: path, isDirectory: attributes[.type] as? FileAttributeType == .typeDirectory))
  }

  private static func condition(of path: String, isDirectory: Bool) -> Condition {
    guard !isDirectory else { return .directory(modules: libraries(in: path)) }
    guard access(path, R_OK) == 0, let file = FileHandle(forReadingAtPath: path) else {
      return .unreadable(reason: String(cString: strerror(errno)), user: userName)
    }
    defer { try? file.close() }
    // Names of needed libraries stand near the beginning or the end; all of it is mapped, not read.
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
      return .unreadable(reason: String(cString: strerror(EIO)), user: userName)
    }
    guard let image = ELFImage(data) else { return .noLibrary(kind: kind(of: data)) }
    guard image.architecture == ELFImage.ownArchitecture else {
      return .foreign(architecture: image.architecture, own: ELFImage.ownArchitecture)
    }
    guard !image.isCutShort else { return .noLibrary(kind: "a library that was cut short") }
    guard image.isSharedObject else { return .noLibrary(kind: "a program or an object file") }
    return .library(architecture: image.architecture, needs: image.neededLibraries)
  }

  /// What a file is that is no ELF library.
  private static func kind(of data: Data) -> String {
    let start = data.prefix(512)
    if start.isEmpty { return "an empty file" }
    if start.starts(with: Array("!<arch>".utf8)) { return "an archive for the linker (.a)" }
    if start.starts(with: Array("MZ".utf8)) { return "a library for Windows" }
    if start.starts(with: Array("#!".utf8)) { return "a script" }
    if start.starts(with: [0xcf, 0xfa, 0xed, 0xfe]) || start.starts(with: [0xca, 0xfe, 0xba, 0xbe])
    {
      return "a library for macOS"
    }
    let isText = start.allSatisfy { $0 >= 0x20 || [0x09, 0x0a, 0x0d].contains($0) }
    return isText ? "a text file" : "a file of unknown kind"
  }

  private static var userName: String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else {
      return "user \(geteuid())"
    }
    return String(cString: name)
  }

  /// Libraries with a like name beside a path, or else at the usual places.
  private static func modulesNear(_ path: String) -> [String] {
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().path(percentEncoded: false)
    let beside = libraries(in: folder)
    let name = url.lastPathComponent
    if let near = NearMiss.of(name, among: beside.map { ($0 as NSString).lastPathComponent }) {
      return beside.filter { $0.hasSuffix("/" + near) }
    }
    return NativeModules.installed().filter { ($0 as NSString).lastPathComponent == name }
  }

  private static func libraries(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return names.filter { $0.hasSuffix(".so") }.sorted().map { "\(base)/\($0)" }
  }
}
