/// The members of a protected header as JSON texts, to be spoilt one by one.
struct ProtectedHeader: Sendable {
  var members: [String: String]

  /// Sets a member to a string, or takes it away.
  subscript(name: String) -> String? {
    get { members[name] }
    set { members[name] = newValue.map { "\"\($0)\"" } }
  }

  var bytes: [UInt8] {
    let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
    return Array("{\(text.joined(separator: ","))}".utf8)
  }
}
