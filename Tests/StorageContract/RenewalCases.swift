internal import AuthorityModel
internal import Storage
internal import Testing

/// Orders that replace a certificate, and how certificates stand (RFC 9773).
extension ContractCase {
  static let renewalCases = [
    ContractCase("an order comes back with what it replaces, urgent or not") { stores in
      for urgentFrom in [nil, Samples.now] {
        let order = Samples.order(
          of: Samples.id(), authorizations: [], replacing: Samples.serial(), urgentFrom: urgentFrom)
        let insertion = try await stores.orders.insert(order, with: [])
        #expect(insertion == .inserted)
        #expect(try await stores.orders.order(order.id)?.order == order)
      }
    },
    ContractCase("of many concurrent orders that replace one certificate one is stored") { stores in
      let serial = Samples.serial()
      let orders = (0..<20).map { _ in
        let account: AccountID = Samples.id()
        let new = Samples.authorization("a.test", of: account)
        return (Samples.order(of: account, authorizations: [new], replacing: serial), new)
      }
      let insertions = try await withThrowingTaskGroup { group in
        for (order, new) in orders {
          group.addTask { (order.id, try await stores.orders.insert(order, with: [new])) }
        }
        return try await group.reduce(into: [OrderID: OrderInsertion]()) { $0[$1.0] = $1.1 }
      }
      let winners = insertions.filter { $0.value == .inserted }.keys
      let winner = try #require(winners.first)
      #expect(winners.count == 1)
      for (order, new) in orders where order.id != winner {
        #expect(insertions[order.id] == .alreadyReplaced(by: winner))
        #expect(try await stores.orders.order(order.id) == nil)
        #expect(try await stores.authorizations.authorization(new.id) == nil)
      }
    },
    ContractCase("an order that isn't invalid keeps others from replacing the same, in each state")
    {
      stores in
      let states: [Order.State] = [
        .open, .processing, .valid(certificate: Samples.serial()),
        .invalid(Failure(.badCSR, "no")),
      ]
      for state in states {
        let serial = Samples.serial()
        let first = Samples.order(
          of: Samples.id(), authorizations: [], state: state, replacing: serial)
        try await stores.orders.insert(first, with: [])
        let second = Samples.order(of: Samples.id(), authorizations: [], replacing: serial)
        let insertion = try await stores.orders.insert(second, with: [])
        if case .invalid = state {
          #expect(insertion == .inserted)
        } else {
          #expect(insertion == .alreadyReplaced(by: first.id))
        }
      }
    },
    ContractCase("an order that expired, or whose authorization was given up, is in nobody's way") {
      stores in
      let serial = Samples.serial()
      let account: AccountID = Samples.id()
      var givenUp = Samples.authorization("a.test", of: account)
      let isGivenUp = givenUp.deactivate()
      #expect(isGivenUp)
      let first = Samples.order(of: account, authorizations: [givenUp], replacing: serial)
      try await stores.orders.insert(first, with: [givenUp])
      let second = Samples.order(of: account, authorizations: [], replacing: serial)
      #expect(try await stores.orders.insert(second, with: []) == .inserted)
      let late = Samples.order(
        of: account, authorizations: [], replacing: serial, at: second.expiresAt)
      #expect(try await stores.orders.insert(late, with: []) == .inserted)
    },
    ContractCase("a certificate's standing is what it says, and follows its revocation") { stores in
      #expect(try await stores.certificates.standing(of: Samples.leaf.serial) == nil)
      let order = try await stores.issuedLeaf()
      let standing = CertificateStanding(
        reference: Samples.leaf, account: order.account, names: ["a.test", "*.b.test"],
        notBefore: Samples.now, notAfter: Samples.now + .seconds(86400), key: Samples.leafKey)
      for _ in 0..<2 {
        #expect(try await stores.certificates.standing(of: Samples.leaf.serial) == standing)
      }
      let revocation = Revocation(
        serial: Samples.leaf.serial, revokedAt: Samples.now, reason: .superseded,
        source: .subscriber(order.account))
      _ = try await stores.revocations.revoke(revocation)
      #expect(
        try await stores.certificates.standing(of: Samples.leaf.serial)?.revocation == revocation)
    },
    ContractCase("a certificate's standing follows the blocking of its key") { stores in
      _ = try await stores.issuedLeaf()
      #expect(
        try await stores.certificates.standing(of: Samples.leaf.serial)?.revocation == nil)
      let block = BlockedKey(
        fingerprint: Samples.leafKey, cause: .operatorDecision, blockedAt: Samples.now)
      _ = try await stores.revocations.block(block, at: Samples.now)
      let revocation = try await stores.certificates.standing(of: Samples.leaf.serial)?.revocation
      #expect(revocation?.source == .blockedKey)
      #expect(revocation?.reason == .keyCompromise)
    },
  ]
}

extension StoresUnderTest {
  /// An order that was fulfilled with ``Samples/leafDER``.
  func issuedLeaf() async throws -> Order {
    let order = try await acceptedOrder()
    let run = Samples.run()
    let job = try #require(try await claim(for: run).first)
    let reservation = Samples.reservation(Samples.leaf.serial)
    _ = try await jobs.reserve(reservation, for: job, by: run)
    #expect(try await jobs.store(Samples.leafDER, for: reservation, job: job, by: run))
    return order
  }
}
