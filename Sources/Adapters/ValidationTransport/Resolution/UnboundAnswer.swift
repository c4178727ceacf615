internal import CUnbound
internal import Validation

/// What libunbound found for one name and type.
enum UnboundAnswer: Sendable, Hashable {
  case addresses([IPAddress])
  /// The name exists, a record of this type doesn't.
  case noData
  case nonexistentName
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
    } else if result.nxdomain != 0 {
      self = .nonexistentName
    } else if result.rcode != 0 {
      self = .failed(rcode: Int(result.rcode))
    } else {
      let addresses = Self.records(of: result).compactMap { IPAddress(bytes: $0) }
      self = addresses.isEmpty ? .noData : .addresses(addresses)
    }
  }

  /// The record data: an array that ends in a null pointer, and the length of each.
  private static func records(of result: ub_result) -> [UnsafeBufferPointer<UInt8>] {
    guard result.havedata != 0, let data = result.data, let lengths = result.len else { return [] }
    var records: [UnsafeBufferPointer<UInt8>] = []
    while let record = data[records.count] {
      let length = Int(lengths[records.count])
      records.append(
        UnsafeBufferPointer(
          start: UnsafeRawPointer(record).assumingMemoryBound(to: UInt8.self), count: length))
    }
    return records
  }
}
