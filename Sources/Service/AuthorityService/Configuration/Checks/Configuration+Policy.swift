import IssuancePolicy

extension Configuration {
  /// What is asked of names and keys, with the lists that the configuration names.
  ///
  /// - Throws: ``ConfigurationError`` with all problems of all lists.
  func requestPolicy() throws(ConfigurationError) -> RequestPolicy {
    let names: NamePolicy
    do throws(ConfigurationError) {
      names = try self.names.policy()
    } catch {
      throw ConfigurationError(error.problems + keys.problems) ?? error
    }
    return RequestPolicy(names: names, keys: try keys.policy())
  }
}

extension KeysConfiguration {
  /// What is wrong with the lists, for one to whom something else is of no use already.
  fileprivate var problems: [ConfigurationProblem] {
    do throws(ConfigurationError) {
      _ = try policy()
      return []
    } catch {
      return error.problems
    }
  }
}
