package import Cryptoki
package import Logging
package import Signing
package import X509
package import CertificateFormats
package protocol PINSource: Sendable { func revision() -> String; func pin() throws(SigningError) -> PIN }
package struct FixedPINSource: PINSource { let p: PIN; package init(_ pin: PIN) { p = pin }
  package func revision() -> String { "" }
  package func pin() throws(SigningError) -> PIN { p } }
package struct LoginRecord: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Codable { case trying, parked }
  package var state: State; package var reason: String; package var pinRevision: String
  package init(state: State, reason: String, pinRevision: String) { self.state = state; self.reason = reason; self.pinRevision = pinRevision } }
package protocol LoginLedger: Sendable {
  func record(ofToken name: String) -> LoginRecord?
  func setRecord(_ record: LoginRecord?, ofToken name: String) throws(SigningError) }
package final class InProcessLoginLedger: LoginLedger { package init() {}
  package func record(ofToken name: String) -> LoginRecord? { nil }
  package func setRecord(_ record: LoginRecord?, ofToken name: String) throws(SigningError) {} }
package struct TokenStatus: Sendable, Hashable {
  package enum State: Hashable, Sendable { case connecting, connected, reconnecting(reason: String), parked(reason: String), shutDown
    package var word: String { "connected" }; package var reason: String? { nil } }
  package struct Lanes: Sendable, Hashable { package var wanted = 1, open = 1, busy = 0, stuck = 0, replaced = 0 }
  package var name: String, state: State, since: Duration, lanes: Lanes, queued: Int, signatures: Int, reconnections: Int, lastFault: String?
  package var isReady: Bool; package var sentence: String }
extension TokenConfiguration {
  package init(name: String, modulePath: String, selection: TokenSelection, profile: VendorProfile? = nil, sessionCount: Int = 8, operationTimeout: Duration = .seconds(5)) { self.init(name: name, modulePath: modulePath, selection: selection, pin: PIN(""), sessionCount: sessionCount, operationTimeout: operationTimeout) } }
extension TokenPool {
  package static func open(_ c: TokenConfiguration, pinSource: any PINSource, ledger: any LoginLedger, logger: Logger) async throws(SigningError) -> TokenPool {
    var c = c; c.pin = try pinSource.pin(); return try await open(c, logger: logger) }
  package var unavailability: SigningError? { nil }
  package func unpark() async -> TokenStatus { status }
  package var status: TokenStatus { let h = health; return TokenStatus(name: name, state: .connected, since: .zero, lanes: .init(wanted: h.open, open: h.open, busy: h.busy, stuck: h.stuck), queued: h.queued, signatures: 0, reconnections: 0, lastFault: nil, isReady: h.isReady, sentence: "it signs") }
  package func changes() -> AsyncStream<TokenStatus> { AsyncStream { $0.yield(status); $0.finish() } }
}
package struct SharedSigner: Signer { let s: HSMSigner
  package init(_ signers: [HSMSigner]) throws(SigningError) { s = signers[0] }
  package var publicKey: Certificate.PublicKey { s.publicKey }
  package var algorithm: SignatureAlgorithm { s.algorithm }
  package func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] { try await s.signature(for: message) } }
