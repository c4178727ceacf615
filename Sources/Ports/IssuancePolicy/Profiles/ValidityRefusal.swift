internal import CertificateFormats

/// That no certificate can have the validity which a client asks for.
package struct ValidityRefusal: Error, Sendable, Hashable {
  /// The member of newOrder's payload that is at fault.
  package enum Field: String, Sendable {
    case notBefore
    case notAfter
  }

  package let field: Field
  private let requested: Int64
  private let earliest: Int64
  private let latest: Int64

  /// - Parameters: Seconds since 1970.
  init(_ field: Field, _ requested: Int64, earliest: Int64, latest: Int64) {
    self.field = field
    self.requested = requested
    self.earliest = earliest
    self.latest = latest
  }
}

extension ValidityRefusal: CustomStringConvertible {
  package var description: String {
    let bounds =
      earliest <= latest
      ? "it can be from \(text(earliest)) to \(text(latest))" : "no time can be certified"
    return "\"\(field.rawValue)\" is \(text(requested)), and \(bounds); change it or leave it out."
  }

  private func text(_ seconds: Int64) -> String {
    do {
      return try CertificateTime(secondsSince1970: seconds).description
    } catch {
      return "beyond what a certificate can say"
    }
  }
}
