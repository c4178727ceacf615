/// Gives up an authorization.
///
/// - Note: RFC 8555 §7.5.2.
package struct DeactivationRequest: Codable, Sendable, Hashable {
  /// Only `deactivated` may be asked for.
  package var status: String

  package init() {
    self.status = AuthorizationResource.Status.deactivated.rawValue
  }

  package var asksForDeactivation: Bool {
    status == AuthorizationResource.Status.deactivated.rawValue
  }
}
