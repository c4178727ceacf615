extension OrderContent {
  init(_ draft: ScenarioDraft, inFlight: Int) throws(ScenarioProblem) {
    let perOrder = try LoadScenario.checked(
      draft.namesPerOrder ?? 1, in: 1...100, option: "--names-per-order")
    let suffix = draft.nameSuffix ?? ".load.test"
    if let given = draft.names {
      guard !given.isEmpty, !given.contains("") else {
        throw ScenarioProblem(
          "--names \(given.joined(separator: ",")) has an empty name; give them as a.test,b.test")
      }
      guard draft.namesPerOrder == nil, draft.namePool == nil else {
        throw ScenarioProblem(
          "--names leaves nothing to make up; leave out --names-per-order and "
            + "--name-pool")
      }
      names = .explicit(given)
    } else if let size = draft.namePool {
      names = .pool(
        size: try LoadScenario.checked(size, in: 1...10_000_000, option: "--name-pool"),
        perOrder: perOrder, suffix: suffix)
    } else {
      names = .fresh(perOrder: perOrder, suffix: suffix)
    }
    keyTypes = draft.keyTypes ?? [.p256]
    let slow = keyTypes.contains { $0.isSlowToMake }
    keys = try LoadScenario.checked(
      draft.keys ?? min(inFlight, slow ? 8 : 64), in: 1...100_000, option: "--keys")
    renewals = draft.renewals ?? 0
    guard (0...1).contains(renewals) else {
      throw ScenarioProblem("--renewals is a share; give 0% to 100%")
    }
  }
}
