package import Foundation
import X509

extension IssuerConfiguration {
  /// Reads the certificate, its chain and, where it is in a file, the key.
  ///
  /// - Parameter time: When the certificates must be valid.
  /// - Throws: ``ConfigurationError`` with everything that is wrong with this issuer's files.
  package func readFiles(at time: Date) throws(ConfigurationError) -> IssuerFiles {
    var check = FileCheck(time: time)
    let certificate = check.certificateOfAuthority(certificateFile)
    var chain: [Certificate] = []
    var below = certificate
    for file in chainFiles {
      let above = check.certificateOfAuthority(file)
      if let above, let below { check.expect(above, at: file, toHaveIssued: below) }
      below = above
      if let above { chain.append(above) }
    }
    var key: Certificate.PrivateKey?
    if case .file(let file) = self.key {
      key = check.privateKey(file, of: certificate, at: certificateFile)
    }
    if let error = ConfigurationError(check.problems) { throw error }
    guard let certificate else {
      throw ConfigurationError(
        certificateFile.problem("It can't be read.", mend: "Name another file."))
    }
    return IssuerFiles(certificate: certificate, chain: chain, softwareKey: key)
  }
}
