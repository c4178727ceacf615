/// What this CA asks of the names of an order and of the key in its CSR.
package struct RequestPolicy: Sendable {
  package let names: NamePolicy
  package let keys: KeyPolicy

  package init(names: NamePolicy, keys: KeyPolicy) {
    self.names = names
    self.keys = keys
  }
}
