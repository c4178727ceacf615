import Cryptoki
import Foundation

/// The PKCS#11 modules found at the usual places of this machine.
struct InstalledModules {
  let paths: [String]

  /// The folders in which distributions keep modules, and nothing else.
  private static let folders =
    ["/usr/lib/softhsm", "/usr/local/lib/softhsm"]
    + ["x86_64-linux-gnu", "aarch64-linux-gnu"].map { "/usr/lib/\($0)/pkcs11" }
    + ["/usr/lib64/pkcs11", "/usr/lib/pkcs11"]

  /// Looks for them.
  static func find() -> InstalledModules {
    let files = FileManager.default
    var paths = VendorProfile.all.flatMap(\.usualModulePaths).filter(files.fileExists(atPath:))
    for folder in folders {
      let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
      paths += names.filter { $0.hasSuffix(".so") && !isOtherKind($0) }.sorted()
        .map { "\(folder)/\($0)" }
    }
    var seen: Set<String> = []
    return InstalledModules(
      paths: paths.filter {
        seen.insert(URL(filePath: $0).resolvingSymlinksInPath().path).inserted
      })
  }

  /// Modules that hold no CA's key: lists of trusted roots, and spies that stand before another.
  private static func isOtherKind(_ name: String) -> Bool {
    name == "p11-kit-trust.so" || name.hasPrefix("onepin-") || name == "pkcs11-spy.so"
  }
}
