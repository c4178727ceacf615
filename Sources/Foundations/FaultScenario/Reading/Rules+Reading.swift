extension Appearance {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group([
      "library_manufacturer", "library_description", "slot_description", "slot_manufacturer",
      "manufacturer", "model", "label", "serial", "firmware", "set_flags", "clear_flags",
    ])
    libraryManufacturer = try group["library_manufacturer"]?.text(limitInBytes: 32)
    libraryDescription = try group["library_description"]?.text(limitInBytes: 32)
    slotDescription = try group["slot_description"]?.text(limitInBytes: 64)
    slotManufacturer = try group["slot_manufacturer"]?.text(limitInBytes: 32)
    manufacturer = try group["manufacturer"]?.text(limitInBytes: 32)
    model = try group["model"]?.text(limitInBytes: 16)
    label = try group["label"]?.text(limitInBytes: 32)
    serialNumber = try group["serial"]?.text(limitInBytes: 16)
    firmwareVersion = try group["firmware"].map { (node) throws(ScenarioError) in
      let text = try node.text()
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ UInt8($0) != nil }) else {
        throw node.error("\"\(text)\" is no version; write two numbers below 256, as \"7.4\".")
      }
      return text
    }
    setFlags = try Self.flags(group["set_flags"])
    clearedFlags = try Self.flags(group["clear_flags"])
  }

  /// The flags of `CK_TOKEN_INFO` (PKCS #11 v2.40 §3.2).
  private static let flagNumbers: KeyValuePairs<String, UInt> = [
    "CKF_RNG": 0x1, "CKF_WRITE_PROTECTED": 0x2, "CKF_LOGIN_REQUIRED": 0x4,
    "CKF_USER_PIN_INITIALIZED": 0x8, "CKF_RESTORE_KEY_NOT_NEEDED": 0x20,
    "CKF_CLOCK_ON_TOKEN": 0x40, "CKF_PROTECTED_AUTHENTICATION_PATH": 0x100,
    "CKF_DUAL_CRYPTO_OPERATIONS": 0x200, "CKF_TOKEN_INITIALIZED": 0x400,
    "CKF_USER_PIN_COUNT_LOW": 0x10000, "CKF_USER_PIN_FINAL_TRY": 0x20000,
    "CKF_USER_PIN_LOCKED": 0x40000, "CKF_USER_PIN_TO_BE_CHANGED": 0x80000,
    "CKF_SO_PIN_COUNT_LOW": 0x100000, "CKF_SO_PIN_FINAL_TRY": 0x200000,
    "CKF_SO_PIN_LOCKED": 0x400000, "CKF_SO_PIN_TO_BE_CHANGED": 0x800000,
  ]

  private static func flags(_ node: ScenarioNode?) throws(ScenarioError) -> UInt {
    var flags: UInt = 0
    for element in node?.elements() ?? [] {
      let name = try element.text(expecting: "a flag")
      guard let flag = flagNumbers.first(where: { $0.key == name }) else {
        throw element.error(
          "\"\(name)\" is no flag of a token."
            + NearestWord.advice(for: name, among: flagNumbers.map(\.key)))
      }
      flags |= flag.value
    }
    return flags
  }
}

extension Latency {
  private static var distributions: [String] { ["uniform", "normal", "lognormal", "exponential"] }

  init(reading node: ScenarioNode) throws(ScenarioError) {
    guard node.isGroup else {
      self = .fixed(try node.duration())
      return
    }
    let group = try node.group(Self.distributions)
    guard group.children.count == 1, let (name, child) = group.children.first else {
      throw node.error("name one distribution: \(Self.distributions.joined(separator: ", ")).")
    }
    switch name {
    case "uniform":
      let bounds = try child.group(["from", "to"])
      let from = try bounds.obligatory("from").duration()
      let to = try bounds.obligatory("to").duration()
      guard from <= to else { throw child.error("`from` is more than `to`.") }
      self = .uniform(from: from, to: to)
    case "normal":
      let values = try child.group(["mean", "deviation"])
      self = .normal(
        mean: try values.obligatory("mean").duration(),
        deviation: try values.obligatory("deviation").duration())
    case "lognormal":
      let values = try child.group(["median", "sigma"])
      self = .lognormal(
        median: try values.obligatory("median").duration(),
        sigma: try values.obligatory("sigma").decimal(in: 0...3))
    default:
      self = .exponential(mean: try child.group(["mean"]).obligatory("mean").duration())
    }
  }
}

extension SessionRules {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group([
      "limit", "limit_code", "idle_timeout", "idle_needs_reinitialise", "pace", "pace_code",
      "read_only",
    ])
    limit = try group["limit"]?.number(in: 0...1_000_000)
    limitCode = try group["limit_code"]?.code() ?? limitCode
    idleTimeout = try group["idle_timeout"]?.duration()
    idleNeedsReinitialise = try group["idle_needs_reinitialise"]?.boolean() ?? false
    pace = try group["pace"]?.duration()
    paceCode = try group["pace_code"]?.code() ?? paceCode
    readOnlyCode = try group["read_only"]?.code()
  }
}

extension Throttle {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group(["operations_per_second", "burst", "code"])
    operationsPerSecond = try group.obligatory("operations_per_second").decimal(in: 0.001...1e9)
    burst = try group["burst"]?.number(in: 1...1_000_000) ?? 1
    code = try group["code"]?.code() ?? .functionFailed
  }
}

extension PINRules {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group(["shape", "malformed", "user", "locks_after", "locked"])
    shape = try group["shape"]?.word(of: Shape.self) ?? shape
    malformedCode = try group["malformed"]?.code() ?? malformedCode
    user = try group["user"]?.text()
    locksAfter = try group["locks_after"]?.number(in: 1...1000)
    lockedCode = try group["locked"]?.code() ?? lockedCode
    if user != nil, shape == .text {
      throw group["user"]?.error("a PIN of shape `text` has no user.") ?? node.error("no user.")
    }
  }
}
