import ArgumentParser
import Cryptoki

extension HSMVendor: ExpressibleByArgument {}
