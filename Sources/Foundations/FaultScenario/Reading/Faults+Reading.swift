extension FaultRule {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group(["function", "code", "when", "rate", "skip", "count", "window"])
    var functions: Set<CryptokiFunction> = []
    for element in try group.obligatory("function").elements() {
      if try element.text(expecting: "a function") == "any" {
        functions = []
        break
      }
      functions.insert(try element.function())
    }
    self.init(functions: functions, code: try group.obligatory("code").code())
    moment = try group["when"]?.word(of: FaultMoment.self) ?? moment
    rate = try group["rate"]?.decimal(in: 0...1) ?? rate
    skip = try group["skip"]?.number(in: 0...1_000_000_000) ?? 0
    count = try group["count"]?.number(in: 1...1_000_000_000)
    window = try group["window"].map { (node) throws(ScenarioError) in
      try FaultWindow(reading: node.group(["after", "for"]))
    }
  }
}

extension FaultWindow {
  fileprivate init(reading group: ScenarioGroup) throws(ScenarioError) {
    self.init(
      after: try group["after"]?.duration() ?? .zero, length: try group["for"]?.duration())
  }
}

extension HangRule {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group(["function", "lane", "skip", "count", "for", "code"])
    self.init(function: try group.obligatory("function").function())
    lane = try group["lane"]?.number(in: 0...4095)
    skip = try group["skip"]?.number(in: 0...1_000_000_000) ?? 0
    count = try group["count"]?.number(in: 1...1_000_000_000) ?? 1
    duration = try group["for"]?.duration()
    code = try group["code"]?.code()
    if lane != nil, !CryptokiFunction.operations.contains(function) {
      throw group["lane"]?.error("\(function.name) uses no lane.") ?? node.error("no lane.")
    }
  }
}

extension DeviceLoss {
  init(reading node: ScenarioNode) throws(ScenarioError) {
    let group = try node.group([
      "after", "for", "code", "fails_initialize", "changes_slot", "renumbers_handles",
      "needs_reinitialise",
    ])
    self.init(window: try FaultWindow(reading: group))
    code = try group["code"]?.code() ?? code
    failsInitialize = try group["fails_initialize"]?.boolean() ?? failsInitialize
    changesSlot = try group["changes_slot"]?.boolean() ?? changesSlot
    renumbersHandles = try group["renumbers_handles"]?.boolean() ?? renumbersHandles
    if let node = group["needs_reinitialise"] {
      // `true` is short for what most modules say.
      switch try node.text() {
      case "true": needsReinitialise = .sessionHandleInvalid
      case "false": needsReinitialise = nil
      default: needsReinitialise = try node.code()
      }
    }
  }
}
