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
    let chain = check.chain(chainFiles, above: certificate)
    var alternateChains: [[Certificate]] = []
    for alternate in self.alternateChains {
      var bottom = certificate
      if let file = alternate.certificateFile {
        bottom = check.certificateOfAuthority(file)
        if let bottom, let certificate {
          check.expect(bottom, at: file, toStandFor: certificate, of: certificateFile)
        }
      }
      let above = check.chain(alternate.chainFiles, above: bottom)
      alternateChains.append([bottom].compactMap(\.self) + above)
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
    return IssuerFiles(
      certificate: certificate, chain: chain, alternateChains: alternateChains, softwareKey: key)
  }
}
