import Cryptoki
import Foundation

/// The PKCS #11 modules of vendors that are installed on this machine, proxies left out.
enum NativeModules {
  /// Those that are there, hardware before software.
  static func installed() -> [String] {
    let profiles = VendorProfile.all.filter { !$0.isProxy }
    let hardware = profiles.filter { $0.vendor != .softhsm && $0.vendor != .nss }
    let software = profiles.filter { $0.vendor == .softhsm || $0.vendor == .nss }
    var seen: Set<String> = []
    return (hardware + software).flatMap(\.usualModulePaths)
      .filter(FileManager.default.fileExists(atPath:))
      // Distributions link one place to the other.
      .filter { seen.insert(URL(filePath: $0).resolvingSymlinksInPath().path).inserted }
  }
}
