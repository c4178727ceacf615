/// A page of an account's orders.
///
/// - Note: RFC 8555 §7.1.2.1.
package struct OrderListResource: Codable, Sendable, Hashable {
  /// The orders' URLs.
  package var orders: [String]

  package init(orders: [String]) {
    self.orders = orders
  }
}

extension OrderListResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("orders", orders)
    }
  }
}
