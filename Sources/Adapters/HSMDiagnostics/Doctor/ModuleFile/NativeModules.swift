import Foundation

/// The PKCS #11 modules of vendors that are installed on this machine, proxies left out.
enum NativeModules {
  /// Where vendors and distributions put theirs.
  private static let usualPaths = [
    "/opt/cloudhsm/lib/libcloudhsm_pkcs11.so",
    "/usr/safenet/lunaclient/lib/libCryptoki2_64.so",
    "/opt/nfast/toolkits/pkcs11/libcknfast.so",
    "/usr/lib/x86_64-linux-gnu/pkcs11/yubihsm_pkcs11.so",
    "/usr/lib/aarch64-linux-gnu/pkcs11/yubihsm_pkcs11.so",
    "/opt/utimaco/lib/libcs_pkcs11_R3.so",
    "/usr/lib/x86_64-linux-gnu/libtpm2_pkcs11.so.1",
    "/usr/lib/aarch64-linux-gnu/libtpm2_pkcs11.so.1",
    "/usr/lib/x86_64-linux-gnu/opencryptoki/libopencryptoki.so",
    "/usr/lib/aarch64-linux-gnu/opencryptoki/libopencryptoki.so",
    "/usr/lib/softhsm/libsofthsm2.so",
  ]

  /// Those that are there, hardware before software.
  static func installed() -> [String] {
    usualPaths.filter(FileManager.default.fileExists(atPath:))
  }
}
