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

  @Option(
    help: ArgumentHelp(
      "For how long an OCSP response is handed out before the next is signed. (default: 84h)",
      valueName: "time"),
    transform: ArgumentText.duration(upTo: Self.longestInterval))
  var ocspInterval = Duration.seconds(302_400)

  @Option(
    help: ArgumentHelp(
      "The share of the live certificates whose status somebody asks for in that time. "
        + "(default: 100%)", valueName: "share"),
    transform: ArgumentText.share)
  var ocspAskedShare = 1.0

  @Option(
    help: ArgumentHelp(
      "Into how many lists the revoked certificates are divided. (default: 0, none)",
      valueName: "number"),
    transform: ArgumentText.number(in: 0...65_536))
  var crlShards = 0

  @Option(
    help: ArgumentHelp(
      "How often each of these lists is signed anew. (default: 1h)", valueName: "time"),
    transform: ArgumentText.duration(upTo: Self.longestInterval))
  var crlInterval = Duration.seconds(3600)

  @Option(
    help: ArgumentHelp(
      "The share of the live certificates that are revoked. (default: 1%)", valueName: "share"),
    transform: ArgumentText.share)
  var revokedShare = 0.01

  private static let longestInterval = Duration.seconds(366 * 86_400)

  /// - Parameter validitySeconds: For how long certificates are valid.
  func plan(validitySeconds: Double) -> CertificatePlan {
    CertificatePlan(
      validitySeconds: validitySeconds, hasCertificateTransparency: certificateTransparency,
      statusResponses: ocsp, responseSeconds: ocspInterval / .seconds(1),
      askedShare: ocspAskedShare, revocationLists: crlShards,
      listSeconds: crlInterval / .seconds(1), revokedShare: revokedShare)
  }
}

extension CertificatePlan.StatusResponses: ExpressibleByArgument {}
