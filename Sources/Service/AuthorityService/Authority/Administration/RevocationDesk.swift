internal import AuthorityModel
internal import Foundation
internal import OperatorConsole
internal import Revocation

/// Does what administrators ask about certificates and keys.
struct RevocationDesk: Sendable {
  private static let pageLength = 200
  /// So that a page of keys and their notes fits into an answer.
  private static let longestNoteInBytes = 1000

  let administration: RevocationAdministration

  func answer(to order: RevocationOrder) async -> AdminAnswer {
    guard let serial = SerialNumber(text: order.serial) else {
      return .refusal("\"\(order.serial.prefix(60))\" is no serial number in hexadecimal digits")
    }
    guard let reason = RevocationReason(name: order.reason) else {
      let names = RevocationReason.allCases.map(\.description).joined(separator: ", ")
      return .refusal("\"\(order.reason.prefix(60))\" is no reason; there are \(names)")
    }
    if let refusal = Self.refusal(ofNote: order.note) { return refusal }
    do throws(AdministrationError) {
      let effect = try await administration.revoke(
        serial, for: reason, note: order.note, isRehearsal: order.isRehearsal)
      return .revocation(
        RevocationReport(
          done: !order.isRehearsal, certificates: effect.certificateCount,
          reason: reason.description, serial: serial.description,
          key: effect.blockedKey?.description))
    } catch {
      return .refusal(error.description)
    }
  }

  func answer(to order: KeyOrder) async -> AdminAnswer {
    let key = order.key.flatMap { KeyFingerprint(text: $0) }
    if let text = order.key, key == nil {
      return .refusal(
        "\"\(text.prefix(80))\" is no SHA-256 of a SubjectPublicKeyInfo in 64 hexadecimal digits")
    }
    if let refusal = Self.refusal(ofNote: order.note) { return refusal }
    do throws(AdministrationError) {
      switch (order.action, key) {
      case (.list, _):
        let keys = try await administration.blockedKeys(after: key, limit: Self.pageLength)
        return .blockedKeys(keys.map(Self.report))
      case (.block, let key?):
        let effect = try await administration.block(
          key, note: order.note, isRehearsal: order.isRehearsal)
        return report(on: key, of: order, certificateCount: effect.certificateCount)
      case (.unblock, let key?):
        try await administration.unblock(key, isRehearsal: order.isRehearsal)
        return report(on: key, of: order, certificateCount: 0)
      case (.block, nil), (.unblock, nil):
        return .refusal("no key was named")
      }
    } catch {
      return .refusal(error.description)
    }
  }

  private static func refusal(ofNote note: String?) -> AdminAnswer? {
    guard let note, note.utf8.count > longestNoteInBytes else { return nil }
    return .refusal(
      "the note has \(note.utf8.count) bytes, and at most \(longestNoteInBytes) are kept; shorten it"
    )
  }

  private func report(on key: KeyFingerprint, of order: KeyOrder, certificateCount: Int)
    -> AdminAnswer
  {
    .revocation(
      RevocationReport(
        done: !order.isRehearsal, certificates: certificateCount,
        reason: RevocationReason.keyCompromise.description, key: key.description))
  }

  private static func report(of key: BlockedKey) -> BlockedKeyReport {
    BlockedKeyReport(
      key: key.fingerprint.description, cause: key.cause.rawValue,
      blockedAt: key.blockedAt?.date.formatted(.iso8601),
      certificate: key.certificate?.description, note: key.note)
  }
}
