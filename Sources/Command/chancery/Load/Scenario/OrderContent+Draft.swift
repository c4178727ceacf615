extension OrderContent {
  init(_ draft: ScenarioDraft, inFlight: Int) throws(ScenarioProblem) {
    let perOrder = try LoadScenario.checked(
      draft.namesPerOrder ?? 1, in: 1...100, key: .namesPerOrder)
    let suffix = draft.nameSuffix ?? ".load.test"
    if let given = draft.names {
      guard !given.isEmpty, !given.contains("") else {
        throw ScenarioProblem(
          .names, "A name is empty.", mend: "Give them as a.test,b.test, or as a list in a file.")
      }
      guard draft.namesPerOrder == nil, draft.namePool == nil else {
        throw ScenarioProblem(
          .names, "Given names leave nothing to make up.",
          mend: "Leave out \(.namesPerOrder) and \(.namePool), or the names.")
      }
      names = .explicit(given)
    } else if let size = draft.namePool {
      names = .pool(
        size: try LoadScenario.checked(size, in: 1...10_000_000, key: .namePool),
        perOrder: perOrder, suffix: suffix)
    } else {
      names = .fresh(perOrder: perOrder, suffix: suffix)
    }
    keyTypes = draft.keyTypes ?? [.p256]
    let slow = keyTypes.contains { $0.isSlowToMake }
    keys = try LoadScenario.checked(
      draft.keys ?? min(inFlight, slow ? 8 : 64), in: 1...100_000, key: .keys)
    renewals = draft.renewals ?? 0
    guard (0...1).contains(renewals) else {
      throw .outOfRange(.renewals, renewals, "0%", "100%")
    }
  }
}
