import CertificateFormats
import Signing
import Synchronization
import X509

/// Signs with a software key, remembers what it was shown, and fails or lies on command.
final class SpySigner: Signer {
  let publicKey: Certificate.PublicKey
  let algorithm: SignatureAlgorithm

  /// Looks at the world before anything is signed.
  typealias Witness = @Sendable (_ message: [UInt8]) async throws(SigningError) -> Void

  private let key: SoftwareSigner
  private let faults: FaultSwitch?
  private let witness: Witness?
  /// Yields whenever it has failed on command.
  let strikes: AsyncStream<Void>
  private let strikesSource: AsyncStream<Void>.Continuation
  private let log = Mutex<[[UInt8]]>([])

  init(_ key: SoftwareSigner, faults: FaultSwitch? = nil, witness: Witness? = nil) {
    publicKey = key.publicKey
    algorithm = key.algorithm
    self.key = key
    self.faults = faults
    self.witness = witness
    (strikes, strikesSource) = AsyncStream.makeStream()
  }

  /// All that the key was asked to sign.
  var messages: [[UInt8]] { log.withLock(\.self) }

  func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    if faults?.strikes(.sign, .before) == true {
      strikesSource.yield()
      throw .tokenUnavailable(token: "test", reason: "a fault of the test")
    }
    try await witness?(message)
    log.withLock { $0.append(message) }
    let signature = try await key.signature(for: message)
    if faults?.strikes(.sign, .after) == true {
      strikesSource.yield()
      throw .deadlineExceeded(after: .seconds(5), stage: .signing)
    }
    return signature
  }
}

/// Says of a wrong signature that it is the key's.
struct LyingSigner: Signer {
  let publicKey: Certificate.PublicKey
  let algorithm: SignatureAlgorithm
  let lie: @Sendable (_ message: [UInt8]) async throws(SigningError) -> [UInt8]

  func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    try await lie(message)
  }
}

/// Tells that it was asked, before it signs.
struct LastTrySigner: Signer {
  let base: any Signer
  let whenAsked: @Sendable () -> Void

  var publicKey: Certificate.PublicKey { base.publicKey }
  var algorithm: SignatureAlgorithm { base.algorithm }

  func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    whenAsked()
    return try await base.signature(for: message)
  }
}

/// Signs no sooner than it is let.
final class HeldSigner: Signer {
  let publicKey: Certificate.PublicKey
  let algorithm: SignatureAlgorithm
  /// Yields whenever the key has been asked for a signature.
  let requests: AsyncStream<Void>

  private let key: SoftwareSigner
  private let requestsSource: AsyncStream<Void>.Continuation
  private let gate = Mutex(Gate())

  private struct Gate {
    var isOpen = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  init(_ key: SoftwareSigner) {
    publicKey = key.publicKey
    algorithm = key.algorithm
    self.key = key
    (requests, requestsSource) = AsyncStream.makeStream()
  }

  func open() {
    let waiters = gate.withLock { gate in
      gate.isOpen = true
      defer { gate.waiters = [] }
      return gate.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    requestsSource.yield()
    await withCheckedContinuation { continuation in
      let isOpen = gate.withLock { gate in
        if !gate.isOpen { gate.waiters.append(continuation) }
        return gate.isOpen
      }
      if isOpen { continuation.resume() }
    }
    return try await key.signature(for: message)
  }
}
