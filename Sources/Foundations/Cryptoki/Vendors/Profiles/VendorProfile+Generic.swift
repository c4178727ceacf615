extension VendorProfile {
  /// Nobody in particular: the standard's word is taken.
  static let generic = VendorProfile(.generic, "an HSM of no vendor known here")
}
