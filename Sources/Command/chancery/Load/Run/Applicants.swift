import Synchronization
import X509

/// Those who ask one server for certificates: accounts and keys, and what they know.
final class Applicants: Sendable {
  let client: ACMEClient
  let measurements: LoadMeasurements
  private let accounts: [ACMEAccount]
  private let keys: [ApplicantKey]
  private let solver: ChallengeSolver
  private let verifier = ChainVerifier()
  private let scenario: LoadScenario
  private let plan: Mutex<OrderPlan>
  private let outlets: LoadOutlets

  init(
    client: ACMEClient, accounts: [ACMEAccount], keys: [ApplicantKey], solver: ChallengeSolver,
    scenario: LoadScenario, measurements: LoadMeasurements, run: String, outlets: LoadOutlets
  ) {
    self.client = client
    self.accounts = accounts
    self.keys = keys
    self.solver = solver
    self.scenario = scenario
    self.measurements = measurements
    self.outlets = outlets
    plan = Mutex(
      OrderPlan(
        content: scenario.orders, accounts: accounts.count, run: run, seed: scenario.seed))
  }

  /// Gets one certificate; that it fails is counted, not thrown.
  func obtain(_ arrival: Arrival) async {
    let begun = measurements.began(arrival)
    let order = plan.withLock { $0.next() }
    do {
      let chain = try await certificateOrder(order, due: arrival.due).obtainChain()
      try keep(chain, of: order)
      measurements.succeeded(arrival, begun: begun)
    } catch let error as ACMEClientError {
      measurements.failed(type: error.type, detail: error.description)
    } catch {
      measurements.failed(type: "file", detail: String(describing: error))
    }
  }

  private func certificateOrder(
    _ order: OrderPlan.Order, due: ContinuousClock.Instant
  ) -> CertificateOrder {
    if order.replaces != nil { measurements.tally.renewed() }
    return CertificateOrder(
      client: client, account: accounts[order.account], names: order.names,
      replaces: order.replaces, key: key(of: order), solver: solver, verifier: verifier,
      isVerified: scenario.verification == .all || order.number % 16 == 1,
      journal: outlets.journal, patience: Patience(limit: scenario.patience, from: due),
      observeWait: { [measurements] in measurements.waited($0) })
  }

  private func key(of order: OrderPlan.Order) -> ApplicantKey { keys[order.number % keys.count] }

  private func keep(_ chain: IssuedChain, of order: OrderPlan.Order) throws {
    if scenario.orders.renewals > 0, let identifier = chain.leaf.renewalIdentifier {
      plan.withLock { $0.remember(order, identifier: identifier) }
    }
    guard let name = order.names.first else { return }
    try outlets.files?.save(chain: chain.pem, key: key(of: order).key, name: name)
  }
}
