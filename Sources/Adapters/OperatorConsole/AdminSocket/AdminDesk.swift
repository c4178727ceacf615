/// Does what operators ask over the admin socket.
///
/// Requests come one after the other on each connection, but several connections may ask at once.
package protocol AdminDesk: Sendable {
  func answer(to request: AdminRequest) async -> AdminAnswer
}
