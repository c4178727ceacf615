/// One kind of certificate that subscribers may ask for.
package struct ProfileConfiguration: Sendable, Equatable {
  package let name: Located<String>
  package let validity: Duration
  /// How far before the moment of issuance a certificate begins, for subscribers' slow clocks.
  package let backdate: Duration
}
