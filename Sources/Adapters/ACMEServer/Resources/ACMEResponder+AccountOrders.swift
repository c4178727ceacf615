internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Registration

extension ACMEResponder {
  /// RFC 8555 §7.1.2.1.
  func orders(of id: AccountID, after cursor: OrderID?, _ request: SignedRequest) async throws
    -> Reply
  {
    let account = try request.account
    guard account.id == id else { throw RequestError.accountMismatch }
    try request.requireEmptyPayload()
    let page = try await desk.orderList.page(of: account, after: cursor)
    var reply = Reply(
      resource: OrderListResource(orders: page.orders.map { urls[.order($0)] }))
    if let next = page.cursor {
      reply.link(to: urls[.accountOrders(id, after: next)], as: .next)
    }
    return reply
  }
}
