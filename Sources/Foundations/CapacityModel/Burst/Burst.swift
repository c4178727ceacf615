/// Many orders at once.
package struct Burst: Sendable, Hashable {
  package let orders: Int
  package let arrivalsPerSecond: Double

  package init(orders: Int, arrivalsPerSecond: Double) {
    self.orders = orders
    self.arrivalsPerSecond = arrivalsPerSecond
  }
}
