import ArgumentParser

extension CertificateKeyType: ExpressibleByArgument {
  init?(argument: String) { self.init(argument) }
}
