import Foundation

/// The few things in an ELF file that say whether, and with what, it can be loaded (elf(5)).
///
/// Every offset in the file is checked, since the file may be anything.
struct ELFImage {
  let architecture: String
  let isSharedObject: Bool
  /// The file names of the libraries that it needs itself (`DT_NEEDED`).
  let neededLibraries: [String]
  /// Whether the file ends before what it says that it holds; the loader would crash on it.
  let isCutShort: Bool

  #if arch(x86_64)
    static let ownArchitecture = "x86-64"
  #elseif arch(arm64)
    static let ownArchitecture = "ARM 64-bit"
  #else
    static let ownArchitecture = "another processor"
  #endif

  /// Nil when it is no ELF file.
  init?(_ data: Data) {
    let file = Reader(data: data)
    guard
      data.starts(with: [0x7f, 0x45, 0x4c, 0x46]), let width = file.byte(4),
      let order = file.byte(5),
      order == 1, let type = file.number(16, 2), let machine = file.number(18, 2)
    else { return nil }
    architecture = Self.architecture(machine: machine, is64Bit: width == 2)
    isSharedObject = type == 3
    let segments = width == 2 ? Self.segments(file) : []
    neededLibraries = Self.neededLibraries(file, segments)
    isCutShort =
      width == 2
      && (segments.isEmpty
        || segments.contains { segment in
          segment.type == 1
            && (Self.sum(segment.offset, segment.size).map { $0 > data.count } ?? true)
        })
  }

  private static func architecture(machine: Int, is64Bit: Bool) -> String {
    switch machine {
    case 3: "x86 32-bit"
    case 21: "PowerPC 64-bit"
    case 22: "IBM Z"
    case 40: "ARM 32-bit"
    case 62: is64Bit ? "x86-64" : "x86-64 with 32-bit addresses"
    case 183: "ARM 64-bit"
    case 243: "RISC-V"
    default: "processor type \(machine)"
    }
  }

  private struct Segment {
    let type, offset, address, size: Int
  }

  private static func segments(_ file: Reader) -> [Segment] {
    guard
      let table = file.number(32, 8), let entrySize = file.number(54, 2),
      let count = file.number(56, 2)
    else { return [] }
    return (0..<count).compactMap { index -> Segment? in
      guard let at = sum(table, index * entrySize) else { return nil }
      guard
        let type = file.number(at, 4), let offset = file.number(at + 8, 8),
        let address = file.number(at + 16, 8), let size = file.number(at + 32, 8)
      else { return nil }
      return Segment(type: type, offset: offset, address: address, size: size)
    }
  }

  private static func neededLibraries(_ file: Reader, _ segments: [Segment]) -> [String] {
    guard let dynamic = segments.first(where: { $0.type == 2 }) else { return [] }
    var names: [Int] = []
    var stringTable: Int?
    for index in 0..<min(dynamic.size / 16, 1024) {
      guard
        let at = sum(dynamic.offset, index * 16), let tag = file.number(at, 8), tag != 0,
        let value = file.number(at + 8, 8)
      else { break }
      if tag == 1 { names.append(value) }
      if tag == 5 { stringTable = value }
    }
    guard
      let stringTable,
      let home = segments.first(where: {
        $0.type == 1 && stringTable >= $0.address && stringTable - $0.address < $0.size
      }), let start = sum(stringTable - home.address, home.offset)
    else { return [] }
    return names.compactMap { sum(start, $0).flatMap(file.text) }
  }

  private static func sum(_ first: Int, _ second: Int) -> Int? {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow || sum > .max - 64 ? nil : sum
  }

  /// Little-endian numbers and texts of a file, nil where it is too short.
  private struct Reader {
    let data: Data

    func byte(_ offset: Int) -> Int? { number(offset, 1) }

    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= data.count - count else { return nil }
      let start = data.startIndex + offset
      let value = data[start..<start + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Int(exactly: value)
    }

    func text(_ offset: Int) -> String? {
      guard offset >= 0, offset < data.count else { return nil }
      let bytes = data[(data.startIndex + offset)...].prefix(256).prefix { $0 != 0 }
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }
}
