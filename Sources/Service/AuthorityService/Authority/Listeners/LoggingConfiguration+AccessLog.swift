internal import ACMEServer
internal import Foundation
internal import NIOPosix

extension LoggingConfiguration {
  /// The access log, which writes to standard error; nil where there is to be none.
  func accessLog() -> AccessLog? {
    let sampling: AccessSampling
    switch access {
    case .off: return nil
    case .sampled: sampling = .sampled
    case .all: sampling = .all
    }
    return AccessLog(sampling) { lines in
      // Whoever reads standard error may be slow: that must hold up a thread for files, and none that serves.
      try? await NIOThreadPool.singleton.runIfActive { () -> Void in
        try? FileHandle.standardError.write(contentsOf: Data(lines))
      }
    }
  }
}
