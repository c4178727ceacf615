import Glibc

extension FileCheck {
  /// Whether a module named by its path is there; a bare name is left to the dynamic linker.
  mutating func module(_ module: Located<String>) {
    guard module.value.contains("/"), access(module.value, R_OK) != 0 else { return }
    let fault = FileFault(opening: module.value, code: errno)
    report(module.problem("The PKCS#11 module can't be read: \(fault.reason).", mend: fault.mend))
  }
}
