/// Where one listener waits for connections.
package struct ListenerConfiguration: Sendable, Equatable {
  package let address: Located<String>
  /// 0 lets the system choose.
  package let port: Int
}
