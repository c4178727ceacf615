/// What the machine beside the HSM can do, and what a certificate takes of it.
package struct MachineFigures: Sendable, Hashable {
  package var cores: Double
  /// CPU of the server for one certificate over the whole ACME flow without its signatures, in ms.
  package var flowMilliseconds: Double
  /// The part of it that begins when finalize has been accepted.
  package var issuingMilliseconds: Double
  /// CPU for building and signing an OCSP response with a key in software.
  package var responseMilliseconds: Double
  /// CPU for one entry of a revocation list, each time that the list is signed.
  package var listEntryMilliseconds: Double
  /// `fdatasync` after a small write, one after the other, where the database lies.
  package var syncsPerSecond: Double
  /// Writes a second that the database takes where many share a commit.
  package var writesPerSecond: Double
  /// Durable steps of one certificate, from its order to its end.
  package var writesPerCertificate: Double

  package init(
    cores: Double, flowMilliseconds: Double, issuingMilliseconds: Double,
    responseMilliseconds: Double, listEntryMilliseconds: Double, syncsPerSecond: Double,
    writesPerSecond: Double, writesPerCertificate: Double
  ) {
    self.cores = cores
    self.flowMilliseconds = flowMilliseconds
    self.issuingMilliseconds = issuingMilliseconds
    self.responseMilliseconds = responseMilliseconds
    self.listEntryMilliseconds = listEntryMilliseconds
    self.syncsPerSecond = syncsPerSecond
    self.writesPerSecond = writesPerSecond
    self.writesPerCertificate = writesPerCertificate
  }
}
