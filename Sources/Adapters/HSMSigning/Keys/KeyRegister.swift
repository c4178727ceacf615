internal import CertificateFormats
internal import X509
internal import Signing
internal import Synchronization

/// A key that somebody signs with, as every session must find it (law 9).
struct RegisteredKey: Sendable {
  /// Its number in the pool.
  let id: Int
  let selection: KeySelection
  let publicKey: Certificate.PublicKey
  let algorithm: SignatureAlgorithm

  /// Whether bytes are a signature of a message by this key.
  func verifies(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    publicKey.isValidSignature(signature, for: message, signatureAlgorithm: algorithm.x509)
  }
}

/// The keys of a pool.
final class KeyRegister: Sendable {
  private let keys = Mutex<(all: [RegisteredKey], lastID: Int)>(([], 0))

  var all: [RegisteredKey] { keys.withLock { $0.all } }

  /// Gives a key its number; it must be proved from now on only once it is kept.
  func number(
    _ selection: KeySelection, _ publicKey: Certificate.PublicKey, _ algorithm: SignatureAlgorithm
  ) -> RegisteredKey {
    keys.withLock { keys in
      if let known = keys.all.first(where: {
        $0.selection == selection && $0.publicKey == publicKey
      }) {
        return known
      }
      keys.lastID += 1
      return RegisteredKey(
        id: keys.lastID, selection: selection, publicKey: publicKey, algorithm: algorithm)
    }
  }

  /// Has every session prove a key from now on.
  func keep(_ key: RegisteredKey) {
    keys.withLock { keys in
      if !keys.all.contains(where: { $0.id == key.id }) { keys.all.append(key) }
    }
  }
}
