/// What a CA can run out of.
package enum Resource: String, Sendable, Hashable, CaseIterable {
  case hsm
  case processor
  case disk
  case database
}

/// How many certificates a second one resource allows, were there nothing else.
package struct ResourceLimit: Sendable, Hashable {
  package let resource: Resource
  package let certificatesPerSecond: Double

  package init(_ resource: Resource, certificatesPerSecond: Double) {
    self.resource = resource
    self.certificatesPerSecond = certificatesPerSecond
  }
}
