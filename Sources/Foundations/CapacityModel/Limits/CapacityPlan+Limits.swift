extension CapacityPlan {
  /// What each resource allows, in the order of ``Resource``; the HSM only where it signs.
  package var limits: [ResourceLimit] {
    [
      signingLimit.map { ResourceLimit(.hsm, certificatesPerSecond: $0) },
      ResourceLimit(.processor, certificatesPerSecond: processorLimit),
      ResourceLimit(.disk, certificatesPerSecond: diskLimit),
      ResourceLimit(.database, certificatesPerSecond: databaseLimit),
    ].compactMap(\.self)
  }

  /// The whole flow, from the order to the certificate, for as long as one likes.
  package var capacity: Throughput { Throughput(limits) }

  /// The issuing line alone, as when a full queue drains and nobody orders anything.
  ///
  /// Responses and revocation lists go on meanwhile.
  package var issuingLineCapacity: Throughput {
    Throughput(
      limits.map { limit in
        switch limit.resource {
        case .hsm: limit
        case .processor:
          ResourceLimit(
            .processor,
            certificatesPerSecond: rate(byProcessor: issuingMilliseconds) * Self.processorShare)
        case .disk, .database:
          ResourceLimit(
            limit.resource,
            certificatesPerSecond: limit.certificatesPerSecond * machine.writesPerCertificate
              / Self.issuingWrites)
        }
      })
  }

  /// Of a certificate's writes, those of the line: reservation and certificate, and its share of a claim.
  static let issuingWrites = 2.2

  /// How much of the processors goes into certificates where they limit the line: 1.76 to 1.78 of 2 cores
  /// were busy when `make bench` drained a queue as fast as they could.
  static let processorShare = 0.88

  /// What the tokens leave for certificates once the lists are signed, which come first.
  private var signingLimit: Double? {
    switch signing {
    case .tokens(let tokens):
      max(0, tokens.usableSignaturesPerSecond - certificate.listSignaturesPerSecond)
        / certificate.signaturesPerCertificate
    case .software:
      nil
    }
  }

  private var processorLimit: Double { rate(byProcessor: processorMilliseconds) }

  private func rate(byProcessor milliseconds: Double) -> Double {
    milliseconds > 0 ? machine.cores * 1000 / milliseconds : .infinity
  }

  /// CPU for a certificate from its order to its end, in milliseconds.
  package var processorMilliseconds: Double {
    machine.flowMilliseconds + signingMilliseconds + afterwardsMilliseconds
  }

  /// The part of ``processorMilliseconds`` that comes after finalize was accepted.
  package var issuingMilliseconds: Double {
    machine.issuingMilliseconds + signingMilliseconds + afterwardsMilliseconds
  }

  /// CPU of a certificate's signatures, in milliseconds.
  package var signingMilliseconds: Double {
    certificate.signaturesPerCertificate * signing.processorMilliseconds
  }

  /// CPU for what is written about a certificate until it ends, in milliseconds.
  private var afterwardsMilliseconds: Double {
    let responses =
      certificate.statusResponses == .delegated
      ? certificate.responsesPerCertificate * machine.responseMilliseconds : 0
    return responses + certificate.listEntriesPerCertificate * machine.listEntryMilliseconds
  }

  /// A commit's company: while one is being synced, the other half gathers for the next.
  package var writesPerCommit: Double {
    min(max(Double(ordersUnderWay) / 2, 1), Self.fullGroup)
  }

  /// A group of commits doesn't wait for more company than this (decision 5).
  static let fullGroup = 12.0

  /// At the most company, as where the disk is what limits.
  package var syncsPerCertificate: Double { machine.writesPerCertificate / writesPerCommit }

  /// Where so many certificates a second are issued: fewer writes come together than could.
  package func syncsPerCertificate(at certificatesPerSecond: Double) -> Double {
    let company = certificatesPerSecond * machine.writesPerCertificate * Self.pacingSeconds
    return machine.writesPerCertificate / min(writesPerCommit, max(company, 1))
  }

  /// Under load a commit begins so long after the last one, unless its group is full (decision 5).
  static let pacingSeconds = 0.008

  private var diskLimit: Double { machine.syncsPerSecond / syncsPerCertificate }

  private var databaseLimit: Double { machine.writesPerSecond / machine.writesPerCertificate }
}
