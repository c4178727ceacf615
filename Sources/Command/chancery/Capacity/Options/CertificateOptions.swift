import ArgumentParser
import CapacityModel

/// What certificates are to be like, as far as the configuration of this version can't say it.
struct CertificateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The profile of the configuration that counts. (default: its default_profile)",
      valueName: "name"))
  var profile: String?

  @Flag(help: "Sign a precertificate for the CT logs before each certificate.")
  var certificateTransparency = false

  @Option(
    help: ArgumentHelp(
      "Who signs OCSP responses: off, on-demand (the issuer's key) or delegated (a responder's key "
        + "in software).", valueName: "way"))
  var ocsp = CertificatePlan.StatusResponses.off

  @Option(help: "For how long an OCSP response is handed out before the next is signed.")
  var ocspInterval = SpanArgument(.seconds(302_400))

  @Option(help: "The share of the live certificates whose status somebody asks for in that time.")
  var ocspAskedShare = PercentArgument(1)

  @Option(help: "Into how many lists the revoked certificates are divided; 0 for none.")
  var crlShards = 0

  @Option(help: "How often each of these lists is signed anew.")
  var crlInterval = SpanArgument(.seconds(3600))

  @Option(help: "The share of the live certificates that are revoked.")
  var revokedShare = PercentArgument(0.01)

  func validate() throws {
    guard (0...65_536).contains(crlShards) else {
      throw ValidationError("--crl-shards \(crlShards) is out of range; give 0 to 65536.")
    }
  }

  /// - Parameter validitySeconds: For how long certificates are valid.
  func plan(validitySeconds: Double) -> CertificatePlan {
    CertificatePlan(
      validitySeconds: validitySeconds, hasCertificateTransparency: certificateTransparency,
      statusResponses: ocsp, responseSeconds: ocspInterval.seconds,
      askedShare: ocspAskedShare.share, revocationLists: crlShards,
      listSeconds: crlInterval.seconds, revokedShare: revokedShare.share)
  }
}

extension CertificatePlan.StatusResponses: ExpressibleByArgument {}
