import Foundation
import X509

/// Collects what is wrong with certificates and keys in files.
struct FileCheck {
  let time: Date
  private(set) var problems: [ConfigurationProblem] = []

  init(time: Date) {
    self.time = time
  }

  mutating func report(_ problem: ConfigurationProblem) {
    problems.append(problem)
  }

  /// Runs a step, and keeps its problem.
  private mutating func keep<Value>(
    _ step: () throws(ConfigurationProblem) -> Value
  ) -> Value? {
    do {
      return try step()
    } catch {
      problems.append(error)
      return nil
    }
  }

  mutating func secret(_ source: SecretSource, environment: [String: String]) {
    _ = keep { () throws(ConfigurationProblem) in try source.read(environment: environment) }
  }

  /// A certificate that is valid now.
  mutating func certificate(_ file: Located<String>) -> Certificate? {
    guard let certificate = keep(file.certificate) else { return nil }
    if time > certificate.notValidAfter {
      problems.append(
        file.problem(
          "The certificate in \(file.value) expired on \(Self.day(certificate.notValidAfter)).",
          mend: "Renew it, and put the new one there."))
    } else if time < certificate.notValidBefore {
      problems.append(
        file.problem(
          "The certificate in \(file.value) is not valid before "
            + "\(Self.day(certificate.notValidBefore)).",
          mend: "Check the machine's clock."))
    }
    return certificate
  }

  /// A certificate whose subject may issue certificates (RFC 5280 §4.2.1.9, §4.2.1.3).
  mutating func certificateOfAuthority(_ file: Located<String>) -> Certificate? {
    guard let certificate = certificate(file) else { return nil }
    let extensions = certificate.extensions
    guard case .isCertificateAuthority = try? extensions.basicConstraints else {
      problems.append(
        file.problem(
          "\(file.value) is no CA's certificate (its basic constraints don't say so).",
          mend: "Name the certificate of the issuing CA."))
      return certificate
    }
    if let usage = try? extensions.keyUsage, !usage.keyCertSign {
      problems.append(
        file.problem(
          "The key of \(file.value) may not sign certificates (its key usage lacks keyCertSign).",
          mend: "Name the certificate of the issuing CA."))
    }
    return certificate
  }

  /// The certificates in some files, each of which must certify the one before it.
  mutating func chain(_ files: [Located<String>], above bottom: Certificate?) -> [Certificate] {
    var chain: [Certificate] = []
    var below = bottom
    for file in files {
      let above = certificateOfAuthority(file)
      if let above, let below { expect(above, at: file, toHaveIssued: below) }
      below = above
      if let above { chain.append(above) }
    }
    return chain
  }

  /// Checks that a certificate can take another's place below a chain: leaves name their issuer by
  /// its subject, and by the identifier of its key (RFC 5280 §4.2.1.1).
  mutating func expect(
    _ alternate: Certificate, at file: Located<String>, toStandFor certificate: Certificate,
    of certificateFile: Located<String>
  ) {
    let isAlike =
      alternate.subject == certificate.subject && alternate.publicKey == certificate.publicKey
      && (try? alternate.extensions.subjectKeyIdentifier)
        == (try? certificate.extensions.subjectKeyIdentifier)
    guard !isAlike else { return }
    problems.append(
      file.problem(
        "\(file.value) has another name, key or key identifier than \(certificateFile.value).",
        mend: "Name a certificate that another CA made for this issuer's key, or leave it out."))
  }

  /// Checks one step of a chain (RFC 5280 §6.1.3 a 1 and a 4).
  mutating func expect(
    _ issuer: Certificate, at file: Located<String>, toHaveIssued subject: Certificate
  ) {
    let mend = "List the chain upwards: first the certificate that certifies the issuer."
    if issuer.subject != subject.issuer {
      problems.append(
        file.problem(
          "\(file.value) (\(issuer.subject)) did not issue the certificate before it, "
            + "whose issuer is \(subject.issuer).", mend: mend))
    } else if !issuer.publicKey.isValidSignature(subject.signature, for: subject) {
      problems.append(
        file.problem(
          "\(file.value) has the name of the issuer of the certificate before it, but its key did "
            + "not sign that.", mend: mend))
    }
  }

  /// The private key in a file, which must be a certificate's.
  mutating func privateKey(
    _ file: Located<String>, of certificate: Certificate?, at certificateFile: Located<String>
  ) -> Certificate.PrivateKey? {
    guard let key = keep(file.privateKey) else { return nil }
    if let certificate, key.publicKey != certificate.publicKey {
      problems.append(
        file.problem(
          "The key in \(file.value) does not belong to the certificate in "
            + "\(certificateFile.value).",
          mend: "Name the key that the certificate was made for."))
    }
    return key
  }

  private static func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }
}
