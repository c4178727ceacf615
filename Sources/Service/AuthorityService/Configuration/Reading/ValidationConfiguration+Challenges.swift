internal import AuthorityModel
internal import Yams

/// Which challenges are offered, and how long their proofs serve.
extension ValidationConfiguration {
  /// How long a proof of control may serve: CA/B Baseline Requirements §4.2.1, from 15 March 2026 on.
  ///
  /// It sinks to 100 days on 15 March 2027 and to 10 days on 15 March 2029.
  static let longestReuse = Duration.seconds(200 * 86_400)

  /// The challenges in the order in which they are to be offered, each once.
  static func challenges(_ section: ConfigurationSection) -> [Challenge.Method] {
    let offered = Challenge.Method.allCases
    let mend = "Write some of them, as `challenges: [http-01, dns-01]`."
    guard let node = section["challenges"] else { return offered }
    var methods: [Challenge.Method] = []
    for element in node.elements(mend: mend).compactMap({ $0.text(mend: mend) }) {
      switch (element.value, Challenge.Method(rawValue: element.value)) {
      case (_, let method?) where methods.contains(method):
        section.session.report(
          element.problem("\(method.rawValue) is listed twice.", mend: "Leave one of them out."))
      case (_, let method?): methods.append(method)
      case ("tls-alpn-01", nil):
        section.session.report(
          element.problem("The challenge tls-alpn-01 is not in this version yet.", mend: mend))
      case (let text, nil):
        section.session.report(
          element.problem("\"\(text)\" is no challenge that this CA knows.", mend: mend))
      }
    }
    if case .sequence(let list) = node.node, list.isEmpty {
      section.report(
        "challenges", "No challenge is listed, so that nobody could prove a name.", mend: mend)
    }
    return methods
  }
}
