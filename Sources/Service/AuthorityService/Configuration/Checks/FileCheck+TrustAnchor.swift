extension FileCheck {
  /// Whether a file of DNSSEC keys is there; what is in it, the resolver judges.
  mutating func trustAnchor(_ file: Located<String>) {
    do throws(FileFault) {
      _ = try FileContents.read(file.value, limitInBytes: 1 << 20)
    } catch {
      report(file.problem("The trust anchor can't be read: \(error.reason).", mend: error.mend))
    }
  }
}
