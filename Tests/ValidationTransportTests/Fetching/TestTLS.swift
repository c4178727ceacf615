import Crypto
import FoundationEssentials
import NIOCore
import NIOSSL
import NIOTLS
import SwiftASN1
import X509

/// What a server needs for TLS, with a certificate that nobody would trust.
struct TestTLS: Sendable {
  /// Closes the connection beneath TLS.
  struct Cut: Sendable {}

  private let context: NIOSSLContext

  /// - Parameters:
  ///   - name: The name in the certificate.
  ///   - isClientAsked: Whether clients need a certificate of their own.
  init(
    name: String = "somebody.else.test", versions: ClosedRange<Int> = 12...13,
    protocols: [String] = [], isClientAsked: Bool = false
  ) throws {
    let key = P256.Signing.PrivateKey()
    let certificate = try Self.expired(name: name, key: Certificate.PrivateKey(key))
    let pem = try certificate.serializeAsPEM().pemString
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(pem.utf8), format: .pem))],
      privateKey: .privateKey(
        try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
    configuration.minimumTLSVersion = Self.version(versions.lowerBound)
    configuration.maximumTLSVersion = Self.version(versions.upperBound)
    configuration.applicationProtocols = protocols
    if isClientAsked {
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .certificates([])
    }
    context = try NIOSSLContext(configuration: configuration)
  }

  /// Puts TLS into a pipeline.
  func secure(
    _ pipeline: ChannelPipeline.SynchronousOperations,
    onServerName: @escaping @Sendable (String?) -> Void
  ) throws {
    let loop = pipeline.eventLoop
    let sni = SNIHandler { result in
      switch result {
      case .hostname(let name): onServerName(name)
      case .fallback: onServerName(nil)
      }
      return loop.makeSucceededVoidFuture()
    }
    try pipeline.addHandler(Cutter())
    try pipeline.addHandler(ByteToMessageHandler(sni))
    try pipeline.addHandler(NIOSSLServerHandler(context: context))
  }

  /// A self-signed certificate that expired long ago.
  private static func expired(
    name: String, key: Certificate.PrivateKey
  ) throws -> Certificate {
    let subject = try DistinguishedName { CommonName(name) }
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(bytes: [1]), publicKey: key.publicKey,
      notValidBefore: .init(timeIntervalSince1970: 0),
      notValidAfter: .init(timeIntervalSince1970: 86_400), issuer: subject, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: Certificate.Extensions(),
      issuerPrivateKey: key)
  }

  private static func version(_ minor: Int) -> TLSVersion {
    switch minor {
    case 11: .tlsv11
    case 12: .tlsv12
    default: .tlsv13
    }
  }

  private final class Cutter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    func triggerUserOutboundEvent(
      context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
      guard event is Cut else {
        return context.triggerUserOutboundEvent(event, promise: promise)
      }
      context.close(promise: promise)
    }
  }
}
