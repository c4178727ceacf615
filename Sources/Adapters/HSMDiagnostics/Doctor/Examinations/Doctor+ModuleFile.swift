import Cryptoki
import Foundation

/// From the path to a library that this process has loaded.
extension Doctor {
  func moduleFile(_ history: inout CaseHistory) async -> Finding {
    let inspection = await module.file()
    history.inspection = inspection
    let path = inspection.path
    switch inspection.condition {
    case .missing(let nearby):
      return .failed(
        "there is no file \(path)",
        meaning: "the path is wrong, or the HSM's client software isn't installed on this machine",
        mend: nearby.isEmpty
          ? "correct the path, or install the vendor's PKCS#11 library"
          : "did you mean \(nearby.joined(separator: " or "))?")
    case .directory(let modules):
      return .failed(
        "\(path) is a directory", meaning: "the module is a file, mostly one ending in .so",
        mend: modules.isEmpty
          ? "name the library itself"
          : "name one of the libraries in it: \(modules.prefix(4).joined(separator: ", "))")
    case .leftToLinker:
      return .ok("\(path) has no directory, so the dynamic linker looks for it")
    case .unreadable, .noLibrary, .foreign, .library:
      let link = inspection.target.map { ", a link to \($0)" } ?? ""
      return .ok("\(path)\(link), \(Self.size(inspection.sizeInBytes))")
    }
  }

  func moduleReadable(_ history: CaseHistory) -> Finding {
    guard case .unreadable(let reason, let user) = history.inspection?.condition else {
      return .ok("this user can read it")
    }
    return .failed(
      "\(user) can't read the module: \(reason)",
      meaning: "the file, or a directory above it, is closed to this user",
      mend: "allow \(user) to read it (`namei -l \(history.subject.modulePath)` shows where it is "
        + "closed), or run as a user who can")
  }

  func moduleArchitecture(_ history: CaseHistory) -> Finding {
    switch history.inspection?.condition {
    case .noLibrary(let kind):
      .failed(
        "\(history.subject.modulePath) is \(kind)",
        meaning: "a PKCS#11 module is a shared library (ELF) that is whole",
        mend: "name the vendor's library, mostly a file that ends in .so, or install it anew")
    case .foreign(let architecture, let own):
      .failed(
        "the module is for \(architecture), and this program runs on \(own)",
        meaning: "a process can only load libraries for its own processor",
        mend: "install the vendor's library for \(own)")
    case .library(let architecture, _): .ok("\(architecture), as this program")
    default: .ok("the dynamic linker takes none but its own")
    }
  }

  func moduleLibraries(_ history: CaseHistory) async -> Finding {
    do throws(ModuleFault) {
      try await module.load()
    } catch {
      return loadingFault(error, history)
    }
    guard case .library(_, let needs) = history.inspection?.condition, !needs.isEmpty else {
      return .ok("loaded")
    }
    return .ok(needs.count == 1 ? "the one that it needs is there" : "all \(needs.count) are there")
  }

  private func loadingFault(_ fault: ModuleFault, _ history: CaseHistory) -> Finding {
    switch fault {
    case .noAnswer: return hanging(fault)
    // It has been loaded, and the next step says what it is.
    case .cryptoki(.notAModule(path: _)): return .ok("loaded")
    case .cryptoki(.notLoadable(path: let path, reason: let reason)):
      guard let missing = Self.missingLibrary(in: reason), missing != path else {
        return .failed(
          "the dynamic linker refuses the module: \(reason)",
          meaning: "the library, or one that it needs, doesn't fit this system",
          mend: "run `ldd -r \(path)`, and install the vendor's package for this system")
      }
      return .failed(
        "the module needs \(missing), which isn't found",
        meaning: "the module can't be loaded without it; often the vendor's client package is "
          + "installed in part, or for another release of the system",
        mend: "install the package that has \(missing), or, if it is there, name its directory in "
          + "LD_LIBRARY_PATH or /etc/ld.so.conf.d")
    case .cryptoki(let error):
      return .failed("\(error)", mend: "correct the path, or install the module")
    }
  }

  /// The library of which the loader says "cannot open shared object file" (dlerror(3)).
  private static func missingLibrary(in reason: String) -> String? {
    guard let end = reason.range(of: ": cannot open shared object file") else { return nil }
    return String(reason[..<end.lowerBound])
  }

  func moduleSymbols(_ history: CaseHistory) async -> Finding {
    do throws(ModuleFault) {
      try await module.load()
      return .ok("C_GetFunctionList gives the list of functions")
    } catch {
      switch error {
      case .noAnswer: return hanging(error)
      case .cryptoki(.notAModule(path: let path)):
        return .failed(
          "\((path as NSString).lastPathComponent) has no C_GetFunctionList",
          meaning: "it is a library, but no PKCS#11 module; vendors ship several libraries side by "
            + "side, and only one of them speaks PKCS#11",
          mend: "name the one that the vendor calls its PKCS#11 or Cryptoki library")
      case .cryptoki(let fault):
        return failed(fault, history, mend: "reinstall the module, or ask its vendor")
      }
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\(max(1, bytes >> 10)) KiB" : "\(bytes >> 20) MiB"
  }
}
