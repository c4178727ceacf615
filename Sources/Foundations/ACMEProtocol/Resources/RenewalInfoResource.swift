/// When a certificate had better be renewed.
///
/// - Note: RFC 9773 §4.2.
package struct RenewalInfoResource: Codable, Sendable, Hashable {
  package struct Window: Codable, Sendable, Hashable {
    package var start: Timestamp
    /// Later than ``start``.
    package var end: Timestamp

    package init(start: Timestamp, end: Timestamp) {
      self.start = start
      self.end = end
    }
  }

  package var suggestedWindow: Window
  /// A page for people, about why the window is what it is.
  package var explanationURL: String?

  package init(suggestedWindow: Window, explanationURL: String? = nil) {
    self.suggestedWindow = suggestedWindow
    self.explanationURL = explanationURL
  }
}

extension RenewalInfoResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("explanationURL", explanationURL)
      object.member("suggestedWindow", suggestedWindow)
    }
  }
}

extension RenewalInfoResource.Window: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("end", end)
      object.member("start", start)
    }
  }
}
