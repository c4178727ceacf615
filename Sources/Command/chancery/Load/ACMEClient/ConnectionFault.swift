import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why no whole answer came from a server, in our words.
enum ConnectionFault: Error, Sendable, Equatable {
  /// Nothing listens at its address.
  case refused
  /// No address is known for its name.
  case unknownHost(String)
  case timedOut
  /// The connection ended before an answer came.
  case closed
  /// Its certificate leads to no root that is trusted here, or is out of date.
  case notTrusted
  /// Its certificate is for other names.
  case otherName
  /// It speaks something else than TLS.
  case noTLS
  /// It speaks something else than HTTP.
  case noHTTP
  /// What the system or a library says of the rest.
  case other(String)

  init(_ error: any Error) {
    switch error {
    case let error as IOError: self = .init(code: error.errnoCode)
    case let error as NIOConnectionError: self = .init(error)
    case is ChannelError: self = .timedOut
    case let error as HTTPClientError: self = .init(error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .otherName
    case is NIOSSLError, is BoringSSLError: self = .init(ofTLS: String(describing: error))
    case is SocketAddressError: self = .unknownHost(String(describing: error))
    case is HTTPParserError: self = .noHTTP
    default: self = .other(String(describing: error))
    }
  }

  private init(code: CInt) {
    switch code {
    case ECONNREFUSED: self = .refused
    case ECONNRESET, EPIPE: self = .closed
    case ETIMEDOUT: self = .timedOut
    default: self = .other(String(cString: strerror(code)))
    }
  }

  private init(_ error: NIOConnectionError) {
    if let first = error.connectionErrors.first {
      self.init(first.error)
    } else {
      self = .unknownHost(error.host)
    }
  }

  private init(_ error: HTTPClientError) {
    switch error {
    case .connectTimeout, .deadlineExceeded, .readTimeout, .writeTimeout,
      .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
      self = .timedOut
    case .remoteConnectionClosed: self = .closed
    default: self = .other(String(describing: error))
    }
  }

  /// The library keeps its codes to itself; their names are in its text.
  private init(ofTLS text: String) {
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      self = .notTrusted
    } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      self = .noTLS
    } else if text.contains("uncleanShutdown") {
      self = .closed
    } else {
      self = .other("the TLS handshake failed: \(text)")
    }
  }
}

extension ConnectionFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .refused: "connection refused, so nothing listens there"
    case .unknownHost(let host): "no address is known for \(host)"
    case .timedOut: "no answer came in time"
    case .closed: "it closed the connection without an answer"
    case .notTrusted:
      "its TLS certificate leads to no root that is trusted here, or is out of date"
    case .otherName: "its TLS certificate is for other names than that of the URL"
    case .noTLS: "it does not speak TLS"
    case .noHTTP: "it does not speak HTTP"
    case .other(let text): text
    }
  }
}
