import Foundation
import FuzzProperties

// libFuzzer brings the `main`, reads the options and calls this for each input. A violation ends the
// process, which is its sign to keep the input.

@_cdecl("LLVMFuzzerTestOneInput")
func checkOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let violation = FuzzDriver.target.violation(of: bytes) { fatalError(violation) }
  return 0
}

enum FuzzDriver {
  /// What `FUZZ_TARGET` names.
  static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("FUZZ_TARGET is '\(name)', and none of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target
  }()
}
