/// The words of a command, read one by one.
struct ControlWords {
  private var words: [Substring]

  init(_ line: String) {
    words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map { $0 }
  }

  mutating func next() -> String? {
    words.isEmpty ? nil : String(words.removeFirst())
  }

  mutating func function() throws(ControlError) -> CryptokiFunction {
    guard let name = next() else { throw ControlError("the function is missing.") }
    guard let function = CryptokiFunction(name: name) else {
      throw ControlError(
        "\"\(name)\" is no function of Cryptoki."
          + NearestWord.advice(for: name, among: CryptokiFunction.names))
    }
    return function
  }

  mutating func loss() throws(ControlError) -> DeviceLoss {
    var loss = DeviceLoss(window: FaultWindow(after: .zero, length: nil))
    while let word = next() {
      if let length = DurationText.duration(word) {
        loss.window.length = length
      } else if word == "reinitialise" {
        loss.needsReinitialise = .sessionHandleInvalid
      } else {
        loss.code = try Self.code(word)
      }
    }
    return loss
  }

  mutating func hang() throws(ControlError) -> HangRule {
    var rule = HangRule(function: try function())
    while let word = next() {
      if let count = Int(word), count > 0 {
        rule.count = count
      } else if let lane = Self.value(of: "lane", in: word) {
        rule.lane = try Self.count(lane)
      } else if let length = Self.value(of: "for", in: word) {
        rule.duration = try Self.duration(length)
      } else {
        throw ControlError("\"\(word)\" is not understood; write COUNT, lane=N or for=DURATION.")
      }
    }
    return rule
  }

  mutating func fault() throws(ControlError) -> FaultRule {
    let functions: Set<CryptokiFunction>
    if words.first == "any" {
      _ = next()
      functions = []
    } else {
      functions = [try function()]
    }
    guard let code = next() else { throw ControlError("the CKR_ code is missing.") }
    var rule = FaultRule(functions: functions, code: try Self.code(code))
    while let word = next() {
      if let moment = FaultMoment(rawValue: word) {
        rule.moment = moment
      } else if let count = Self.value(of: "count", in: word) {
        rule.count = try Self.count(count)
      } else if let skip = Self.value(of: "skip", in: word) {
        rule.skip = try Self.count(skip)
      } else if let rate = Self.value(of: "rate", in: word) {
        guard let share = Double(rate), (0...1).contains(share) else {
          throw ControlError("\"\(rate)\" is no share from 0 to 1.")
        }
        rule.rate = share
      } else {
        throw ControlError(
          "\"\(word)\" is not understood; write before, after, count=N, skip=N or rate=SHARE.")
      }
    }
    return rule
  }

  mutating func latency() throws(ControlError) -> Latency? {
    guard let word = next() else { throw ControlError("the duration is missing (or `off`).") }
    return word == "off" ? nil : .fixed(try Self.duration(word))
  }

  mutating func sessionCount() throws(ControlError) -> Int? {
    guard let word = next() else { return 1 }
    return word == "all" ? nil : try Self.count(word)
  }

  private static func value(of key: String, in word: String) -> String? {
    word.hasPrefix(key + "=") ? String(word.dropFirst(key.count + 1)) : nil
  }

  private static func count(_ text: String) throws(ControlError) -> Int {
    guard let count = Int(text), count >= 0 else {
      throw ControlError("\"\(text)\" is no whole number.")
    }
    return count
  }

  private static func duration(_ text: String) throws(ControlError) -> Duration {
    guard let duration = DurationText.duration(text) else {
      throw ControlError("\"\(text)\" is no duration; write it as 3ms, 1.5s or 250us.")
    }
    return duration
  }

  private static func code(_ text: String) throws(ControlError) -> ReturnCode {
    guard let code = ReturnCode(text), code != .ok else {
      throw ControlError(
        "\"\(text)\" is no CKR_ code of an error."
          + NearestWord.advice(for: text, among: ReturnCode.names))
    }
    return code
  }
}
