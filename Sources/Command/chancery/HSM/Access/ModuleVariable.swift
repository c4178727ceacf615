import ArgumentParser

/// A variable for a module, as `SOFTHSM2_CONF=/etc/softhsm2.conf`.
struct ModuleVariable: ExpressibleByArgument, Sendable, Hashable {
  let name: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      return nil
    }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}
