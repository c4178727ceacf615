import IssuancePolicy

extension KeysConfiguration {
  /// What the configuration and the files that it names say of keys.
  ///
  /// - Throws: ``ConfigurationError`` with every file that is no list of weak keys.
  func policy() throws(ConfigurationError) -> KeyPolicy {
    var problems: [ConfigurationProblem] = []
    var list = WeakKeyList()
    for file in weakKeyFiles {
      do throws(ConfigurationProblem) {
        try file.add(to: &list)
      } catch {
        problems.append(error)
      }
    }
    if let error = ConfigurationError(problems) { throw error }
    return KeyPolicy(weakKeys: list)
  }
}

extension Located<String> {
  /// Reads a list of weak keys in Debian's format.
  fileprivate func add(to list: inout WeakKeyList) throws(ConfigurationProblem) {
    let before = list.count
    let contents: [UInt8]
    do {
      contents = Array(try FileContents.read(value, limitInBytes: Self.listLimitInBytes))
    } catch {
      throw problem("The file can't be read: \(error.reason).", mend: error.mend)
    }
    do throws(WeakKeyListError) {
      try list.add(contentsOf: contents)
    } catch {
      throw ConfigurationProblem(
        place: ConfigurationPlace(file: value, line: error.line),
        message: "The line is no fingerprint of a weak key.",
        mend: "Write 20 hexadecimal digits a line, as Debian's openssl-blacklist has them.")
    }
    guard list.count > before else {
      throw problem("\(value) lists no key.", mend: "Name another file, or remove the line.")
    }
  }
}
