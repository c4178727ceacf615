import Cryptoki

/// Findings that many steps have in common.
extension Doctor {
  /// A call that failed, as this vendor means it.
  func failed(_ error: CryptokiError, _ history: CaseHistory, mend: String) -> Finding {
    .failed(Self.phrase(error, history), meaning: history.meaning(of: error), mend: mend)
      .explainingCode()
  }

  /// A call that failed or hangs.
  func failed(_ fault: ModuleFault, _ history: CaseHistory, mend: String) -> Finding {
    switch fault {
    case .cryptoki(let error): failed(error, history, mend: mend)
    case .noAnswer: hanging(fault)
    }
  }

  /// A call that hangs.
  func hanging(_ fault: ModuleFault) -> Finding {
    guard case .noAnswer(let function, let limit) = fault else {
      return .failed("\(fault)", mend: "see the module's log")
    }
    return .failed(
      "no answer after \(limit.words): the module hangs in \(function)",
      meaning: "it waits for something that doesn't answer, mostly a daemon or the network way to "
        + "the HSM",
      mend: "see whether the module's daemon runs and the HSM can be reached from this machine "
        + "(firewall, address in the module's configuration)"
    )
    .ofHangingModule()
  }

  /// What a call returned: `C_Login returned CKR_PIN_INCORRECT (0xa0)`.
  static func phrase(_ error: CryptokiError, _ history: CaseHistory) -> String {
    guard case .call(let function, let result) = error else { return "\(error)" }
    return "\(function) returned \(history.profile.name(of: result)) "
      + "(0x\(String(result.rawValue, radix: 16)))"
  }
}

extension Finding {
  /// Why it was passed over, without the words that say so.
  var reasonOfSkipping: String? {
    guard status == .skipped else { return nil }
    return detail.hasPrefix(Self.skippingWords)
      ? String(detail.dropFirst(Self.skippingWords.count)) : detail
  }
}

extension Duration {
  /// In the unit that people would use: `10 s`, `250 ms`.
  var words: String {
    let milliseconds = self / .milliseconds(1)
    return milliseconds >= 1000
      ? formatted(milliseconds / 1000) + " s" : formatted(milliseconds) + " ms"
  }

  private func formatted(_ number: Double) -> String {
    number >= 10 || number == number.rounded()
      ? "\(Int(number.rounded()))" : "\((number * 10).rounded() / 10)"
  }
}
