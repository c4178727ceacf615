internal import CUnbound
internal import Validation

/// What libunbound found for one name and type.
enum UnboundAnswer: Sendable, Hashable {
  case answered(DNSAnswer)
  case failed(rcode: Int)
  case bogus(why: String)
  /// libunbound itself failed, with one of its own codes.
  case fault(String)
  case cancelled
}

extension UnboundAnswer {
  /// Copies out of a result all that is wanted of it.
  init(_ result: ub_result) {
    if result.bogus != 0 {
      let why = result.why_bogus.map { String(cString: $0) } ?? ""
      self = .bogus(why: PrintableExcerpt(why).description)
    } else if result.rcode != 0, result.nxdomain == 0 {
      self = .failed(rcode: Int(result.rcode))
    } else {
      self = .answered(
        DNSAnswer(
          records: Self.records(of: result), nameExists: result.nxdomain == 0,
          canonicalName: Self.canonicalName(of: result), isAuthenticated: result.secure != 0))
    }
  }

  /// The record data: an array that ends in a null pointer, and the length of each.
  ///
  /// All of it came in one DNS message, so it is no longer than 64 KiB.
  private static func records(of result: ub_result) -> [[UInt8]] {
    guard result.havedata != 0, let data = result.data, let lengths = result.len else { return [] }
    var records: [[UInt8]] = []
    while let record = data[records.count] {
      let length = Int(lengths[records.count])
      records.append(Array(UnsafeRawBufferPointer(start: record, count: length)))
    }
    return records
  }

  /// The name that the records were found at, unless it is the one that was asked for.
  private static func canonicalName(of result: ub_result) -> String? {
    guard let name = result.canonname, let asked = result.qname else { return nil }
    let canonical = withoutRoot(String(cString: name))
    return canonical.lowercased() == withoutRoot(String(cString: asked)).lowercased()
      ? nil : PrintableExcerpt(canonical.utf8, limitInCharacters: 255).description
  }

  private static func withoutRoot(_ name: String) -> Substring {
    name.hasSuffix(".") ? name.dropLast() : name[...]
  }
}
