internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import Validation

extension FetchError {
  /// An error that came up while connecting.
  init(connecting error: any Error, limits: FetchLimits) {
    switch error {
    case let error as FetchError:
      self = error
    case let error as IOError where Self.isOurs(error.errnoCode):
      self.init(.fetcherFault, "no connection could be made: \(Self.text(error))", cause: error)
    case let error as IOError:
      self.init(.notConnected, "not connected: \(Self.text(error))", cause: error)
    case ChannelError.connectTimeout:
      self.init(.notConnected, "not connected within \(limits.connectTimeout)", cause: error)
    default:
      self.init(.fetcherFault, "no connection could be made: \(error)", cause: error)
    }
  }

  /// An error that came up on an established connection.
  init(during error: any Error) {
    switch error {
    case let error as FetchError:
      self = error
    case let error as IOError:
      self.init(.closedEarly, "connected, but then: \(Self.text(error))", cause: error)
    case NIOSSLError.handshakeFailed(let reason):
      self.init(
        .tlsFailure, "connected, but the TLS handshake failed: \(Self.text(reason))", cause: error)
    case let error as BoringSSLError:
      self.init(.tlsFailure, "connected, but TLS failed: \(Self.text(error))", cause: error)
    case HTTPParserError.invalidEOFState:
      self.init(
        .closedEarly, "connected, but the connection was closed in the middle of the response",
        cause: error)
    case let error as HTTPParserError:
      self.init(
        .malformedResponse, "connected, but what came back is not HTTP/1.1: \(error)", cause: error)
    default:
      self.init(.fetcherFault, "connected, but then: \(error)", cause: error)
    }
  }

  /// Whether an error of the system says something about this process, not about the peer.
  ///
  /// `EADDRNOTAVAIL` and `EAFNOSUPPORT` are not among them: a machine without IPv6 reports them,
  /// and then IPv4 is to be tried.
  private static func isOurs(_ code: CInt) -> Bool {
    [EMFILE, ENFILE, ENOBUFS, ENOMEM, EAGAIN].contains(code)
  }

  private static func text(_ error: IOError) -> String {
    String(cString: strerror(error.errnoCode)).lowercased()
  }

  /// The library's word for it (`WRONG_VERSION_NUMBER`), without its code and source line.
  private static func text(_ error: BoringSSLError) -> String {
    switch error {
    case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack),
      .failedToSetALPN(let stack):
      let full = stack.first.map { "\($0)" } ?? "\(error)"
      guard let end = full.firstRange(of: " at "),
        let colon = full[..<end.lowerBound].lastIndex(of: ":")
      else { return PrintableExcerpt(full).description }
      return PrintableExcerpt(String(full[full.index(after: colon)..<end.lowerBound])).description
    case .noError, .zeroReturn, .wantRead, .wantWrite, .wantConnect, .wantAccept, .wantX509Lookup,
      .wantCertificateVerify, .syscallError:
      return "\(error)"
    }
  }
}
