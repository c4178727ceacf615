internal import ACMEServer

extension Configuration {
  /// What the directory says of the CA; the names for CAA are those that the check of CAA looks for.
  var directoryMeta: DirectoryMeta {
    DirectoryMeta(
      termsOfService: acme.termsOfService?.value, website: acme.website?.value,
      caaIdentities: validation.caaIdentities.map(\.value))
  }
}
