import ACMEServer
import Crypto
import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import SwiftASN1
import Synchronization
import X509

/// A listener on a real port, with a certificate of its own.
struct ListenerUnderTest {
  let port: Int

  /// Runs a listener while a closure talks to it.
  static func serve<Success: Sendable>(
    _ authority: TestAuthority, limits: ListenerLimits,
    _ body: @escaping @Sendable (ListenerUnderTest) async throws -> Success
  ) async throws -> Success {
    let (ports, source) = AsyncStream<Int>.makeStream()
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let service = try ACMEListener(
      address: "127.0.0.1", port: 0, tls: try tls(), limits: limits
    ).service(responder: authority.responder, logger: logger) { source.yield($0) }
    return try await withThrowingTaskGroup(of: Success?.self) { group in
      group.addTask {
        try await service.run()
        return nil
      }
      group.addTask {
        for await port in ports { return try await body(ListenerUnderTest(port: port)) }
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw TestHierarchy.Unusable()
    }
  }

  private static func tls() throws -> TLSConfiguration {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName("127.0.0.1") }
    let certificate = try Certificate(
      version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
      notValidBefore: Date(timeIntervalSinceNow: -3600),
      notValidAfter: Date(timeIntervalSinceNow: 3600), issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: .init(),
      issuerPrivateKey: .init(key))
    return .makeServerConfiguration(
      certificateChain: [
        .certificate(
          try NIOSSLCertificate(
            bytes: Array(certificate.serializeAsPEM().pemString.utf8), format: .pem))
      ],
      privateKey: .privateKey(
        try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
  }

  /// A connection without TLS, as somebody opens it who says nothing.
  func silentConnection() async throws -> any Channel {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port).get()
  }

  /// A connection over TLS.
  func connection(
    speaking protocols: [String] = ["http/1.1"], from address: String = "127.0.0.1"
  ) async throws -> Conversation {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .none
    configuration.applicationProtocols = protocols
    let context = try NIOSSLContext(configuration: configuration)
    let received = ReceivedText()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            try NIOSSLClientHandler(context: context, serverHostname: nil), received,
          ])
        }
      }
      .bind(to: try SocketAddress(ipAddress: address, port: 0))
      .connect(host: "127.0.0.1", port: port).get()
    return Conversation(channel: channel, received: received)
  }
}

/// What is sent and received over one connection.
struct Conversation: Sendable {
  let channel: any Channel
  fileprivate let received: ReceivedText

  func send(_ text: String) async throws {
    try await channel.writeAndFlush(ByteBuffer(string: text))
  }

  /// What has come by the time the server closes.
  func textUntilClosed() async throws -> String {
    try await channel.closeFuture.get()
    return received.text
  }
}

/// Gathers what comes in.
private final class ReceivedText: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer

  private let bytes = Mutex<[UInt8]>([])

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
