import IssuancePolicy

extension KeysConfiguration {
  /// The lists of compromised keys that the configuration names.
  ///
  /// - Throws: ``ConfigurationError`` with every file that is none.
  func blockedKeyLists() throws(ConfigurationError) -> [BlockedKeyList] {
    var problems: [ConfigurationProblem] = []
    var lists: [BlockedKeyList] = []
    for file in blockedKeyFiles {
      do throws(ConfigurationProblem) {
        lists.append(try file.blockedKeyList())
      } catch {
        problems.append(error)
      }
    }
    if let error = ConfigurationError(problems) { throw error }
    return lists
  }
}

extension Located<String> {
  fileprivate func blockedKeyList() throws(ConfigurationProblem) -> BlockedKeyList {
    let contents: [UInt8]
    do {
      contents = Array(try FileContents.read(value, limitInBytes: Self.listLimitInBytes))
    } catch {
      throw problem("The file can't be read: \(error.reason).", mend: error.mend)
    }
    let list: BlockedKeyList
    do throws(BlockedKeyListError) {
      let name = value.split(separator: "/").last.map(String.init) ?? value
      list = try BlockedKeyList(parsing: contents, named: name)
    } catch {
      throw ConfigurationProblem(
        place: ConfigurationPlace(file: value, line: error.line),
        message: "The line is no fingerprint of a key.",
        mend:
          "Write the SHA-256 of a SubjectPublicKeyInfo a line, in 64 hexadecimal digits; # begins "
          + "a remark.")
    }
    guard list.count > 0 else {
      throw problem("\(value) lists no key.", mend: "Name another file, or remove the line.")
    }
    return list
  }
}
