internal import NIOCore
internal import NIOSSL
internal import Validation

/// TLS to hosts that redirected a validation to `https`, whose certificates are not verified.
///
/// An applicant who renews an expired certificate, or who gets his first, has none that could be
/// verified; the key authorization proves what is to be proved. So TLS gives no security here, nor
/// does plain HTTP, where each validation begins.
///
/// - Note: Decision 15.
struct UnverifiedTLS: Sendable {
  private let context: NIOSSLContext

  init() throws(FetcherSetupError) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .none
    // Nothing to trust, and no time lost on reading the system's roots.
    configuration.trustRoots = .certificates([])
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    // A peer that doesn't say good-bye holds the socket no longer than this.
    configuration.shutdownTimeout = .milliseconds(500)
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw FetcherSetupError(reason: "\(error)")
    }
  }

  /// A handler that names the host to the server (SNI, RFC 6066 §3).
  func handler(for host: String) throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(context: context, serverHostname: host)
  }
}
