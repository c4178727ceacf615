import AuthorityService

/// A scenario that is written down: everything that the options say, and perhaps limits to keep.
struct ScenarioFile {
  let draft: ScenarioDraft
  /// Where each key stands that is written.
  let places: [ScenarioKey: ConfigurationPlace]

  /// Reads a file.
  ///
  /// - Throws: Every problem of the file at once, each with its line and key.
  static func read(_ file: String) throws(ConfigurationError) -> ScenarioFile {
    try ConfigurationReader.read(
      file: file, keys: ScenarioKey.topKeys,
      example: "server: { directory: https://127.0.0.1:14000/directory }",
      ScenarioFile.init(reading:))
  }

  private init(reading top: ConfigurationSection) {
    let server = top.section("server", keys: ScenarioDraft.Server.keys)
    let rival = top.section("against", keys: ScenarioDraft.Server.keys)
    draft = ScenarioDraft(reading: top, server: server, rival: rival)
    places = ScenarioKey.allCases.reduce(into: [:]) { places, key in
      let section =
        switch key.section {
        case "server": server
        case "against": rival
        default: top
        }
      if section.isWritten(key.name) { places[key] = section.place(of: key.name) }
    }
  }
}

extension ScenarioDraft {
  fileprivate init(
    reading section: ConfigurationSection, server: ConfigurationSection,
    rival: ConfigurationSection
  ) {
    self.server = Server(reading: server)
    self.rival = Server(reading: rival)
    slices = section.number("slices", in: 2...1000, example: 4)
    readArrivals(section)
    readOrders(section)
    patience = section.span("patience", example: .seconds(60))
    retryAfter = section.choice("retry_after")
    verification = section.choice("verify")
    objectives = Self.objectives(
      section.section("objectives", keys: Objective.Quantity.allCases.map(\.rawValue)))
  }

  private mutating func readArrivals(_ section: ConfigurationSection) {
    certificates = section.number(
      "certificates", in: 1...LoadScenario.mostCertificates, example: 1000)
    duration = section.span("duration", example: .seconds(60))
    workers = section.number("workers", in: 1...10_000, example: 32)
    rate = section.value("rate", example: "50") { LoadStage.rate($0) }
    stages = section.values("stages", example: "[30s@50/s, 1m@50..500/s]") { LoadStage($0) }
    spacing = section.choice("spacing")
    inFlightLimit = section.number(
      "in_flight_limit", in: 1...LoadScenario.mostInFlight, example: 1000)
    seed = section.number("seed", in: 0...Int.max, example: 7).map { UInt64($0) }
    connections = section.number("connections", in: 1...10_000, example: 100)
  }

  private mutating func readOrders(_ section: ConfigurationSection) {
    accounts = section.number("accounts", in: 1...10_000, example: 16)
    names = section.values("names", example: "[a.test, b.test]") { $0 }
    namesPerOrder = section.number("names_per_order", in: 1...100, example: 1)
    nameSuffix = section.value("name_suffix", example: ".load.test") { $0 }
    namePool = section.number("name_pool", in: 1...10_000_000, example: 1000)
    keyTypes = section.values("key_types", example: "[p256, rsa2048]") { CertificateKeyType($0) }
    keys = section.number("keys", in: 1...100_000, example: 64)
    renewals = section.value("renewals", example: "20%") { ShareText.share($0) }
    if section.isWritten("dns_hook") {
      dnsHook = section.path("dns_hook", default: "", mend: "Name a program, as `hook.sh`.").value
    }
    dnsTestServer = section.value("dns_challtestsrv", example: "http://127.0.0.1:8055") { $0 }
  }

  private static func objectives(_ section: ConfigurationSection) -> [Objective] {
    Objective.Quantity.allCases.compactMap { quantity in
      section.value(quantity.rawValue, example: "\"<= 800\"") {
        Objective(name: quantity.rawValue, limit: $0)
      }
    }
  }
}

extension ScenarioDraft.Server {
  fileprivate static let keys = ["directory", "ca_file", "insecure", "http_port", "process"]

  fileprivate init(reading section: ConfigurationSection) {
    directory = section.value("directory", example: "https://127.0.0.1:14000/directory") { $0 }
    if section.isWritten("ca_file") {
      caFile = section.path("ca_file", default: "", mend: "Name a PEM file.").value
    }
    insecure = section.value("insecure", example: "true") { Bool($0) }
    httpPort = section.number("http_port", in: 1...65_535, example: 5002)
    process = section.number("process", in: 1...4_194_304, example: 1234)
  }
}
