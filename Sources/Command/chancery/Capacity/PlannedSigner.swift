import AuthorityService
import Foundation
import HSMDiagnostics
import SwiftASN1
import X509

/// Who signs, as the configuration says or, without one, the options.
struct PlannedSigner {
  enum Place: Equatable {
    case tokens(count: Int, sessions: Int?)
    case file
  }

  var place: Place
  /// As `RSA-2048`; nil where the issuer's certificate can't be read, or nobody named one.
  var keyType: String?
  var notes: [String] = []

  /// One token of which nothing is known.
  init() {
    place = .tokens(count: 1, sessions: nil)
  }

  init(_ configuration: Configuration) {
    place = .tokens(count: 1, sessions: nil)
    guard let issuer = configuration.issuers.first else { return }
    switch issuer.key {
    case .file:
      place = .file
    case .tokens(let names, _):
      let sessions = names.compactMap { name in
        configuration.tokens.first { $0.name.value == name.value }?.sessions
      }
      place = .tokens(count: names.count, sessions: sessions.min())
      if Set(sessions).count > 1 {
        notes.append(
          "The tokens have different numbers of sessions; the least of them counts for all.")
      }
    }
    do throws(FileProblem) {
      let certificate = try CertificateFile(path: issuer.certificateFile.value).certificate()
      keyType = certificate.publicKey.typeName
    } catch {
      notes.append("What key the issuer has is not known: \(error.description)")
    }
  }
}

extension Certificate.PublicKey {
  /// As the reports of `hsm bench` name it; nil for keys by which no CA signs.
  fileprivate var typeName: String? {
    var serializer = DER.Serializer()
    guard (try? serializer.serialize(self)) != nil else { return nil }
    return try? SignatureWork(
      subjectPublicKeyInfo: serializer.serializedBytes, mechanism: nil
    ).keyName
  }
}
