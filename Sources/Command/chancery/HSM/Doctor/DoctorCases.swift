import AuthorityService
import Cryptoki
import Foundation
import Glibc
import HSMDiagnostics

/// What `chancery hsm doctor` is to look at: the token of its options, or those of a configuration.
struct DoctorCases {
  let options: HSM.Doctor

  /// A subject for each token, with the variables that its module reads.
  func subjects() throws -> [(DiagnosisSubject, environment: [String: String])] {
    let configuration = try options.tokens.config.map(readConfiguration)
    return try options.tokens.accesses().map { access in
      var subject = DiagnosisSubject(
        name: access.name, modulePath: access.modulePath, pin: access.pinAccess)
      subject.selection = access.selection
      subject.vendor = access.vendor
      subject.isForced = options.login.force
      let settings = configuration?.tokens.first { $0.name.value == access.name }
      subject.sessionCount = options.sessions ?? settings?.sessions ?? 16
      subject.keys =
        try configuration.map { try keys(of: $0, on: access.name) } ?? describedKeys()
      return (subject, access.environment)
    }
  }

  private func describedKeys() throws -> [WantedKey] {
    let certificate = try options.certificate.map {
      NamedCertificate(file: $0, certificate: try CertificateFile(path: $0).certificate())
    }
    return options.keyLabel.map { WantedKey(.label($0), certificate: certificate) }
  }

  /// The issuers' keys that should be on a token.
  private func keys(of configuration: Configuration, on token: String?) throws -> [WantedKey] {
    try configuration.issuers.compactMap { issuer in
      guard case .tokens(let names, let key) = issuer.key,
        names.contains(where: { $0.value == token })
      else { return nil }
      let file = issuer.certificateFile.value
      let certificate = try CertificateFile(path: file).certificate()
      let keyName: KeyName =
        switch key.value {
        case .label(let label): .label(label)
        case .id(let id): .id(id)
        }
      return WantedKey(
        keyName, certificate: NamedCertificate(file: file, certificate: certificate))
    }
  }
}

extension TokenAccess {
  /// The PIN for the doctor, which wants to say itself why there is none.
  fileprivate var pinAccess: PINAccess {
    PINAccess(place: pinOrigin.place, fileMode: pinOrigin.fileMode) {
      // Without a terminal there is nobody to ask.
      if case .prompt = pinOrigin, isatty(STDIN_FILENO) == 0 { return .failure(.notGiven) }
      do {
        return .success(try pin())
      } catch PINFault.noTerminal, PINFault.notEntered {
        return .failure(.notGiven)
      } catch let problem as ConfigurationProblem {
        return .failure(.unreadable(reason: problem.message.fragment, mend: problem.mend.fragment))
      } catch {
        return .failure(
          .unreadable(
            reason: "\(error)".fragment,
            mend: "put the PIN into \(pinOrigin.place), and nothing else"
          ))
      }
    }
  }
}

extension PINOrigin {
  /// The mode of the PIN's file, when it is in one.
  fileprivate var fileMode: UInt32? {
    switch self {
    case .file(let path): Self.mode(of: path)
    case .configuration(let source):
      if case .file(let path) = source.origin { Self.mode(of: path) } else { nil }
    case .environment, .prompt: nil
    }
  }

  private static func mode(of path: String) -> UInt32? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
    return (attributes?[.posixPermissions] as? NSNumber)?.uint32Value
  }
}

extension String {
  /// A sentence without its full stop, to be part of another.
  fileprivate var fragment: String { hasSuffix(".") ? String(dropLast()) : self }
}
