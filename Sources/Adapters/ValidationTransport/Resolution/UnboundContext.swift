internal import CUnbound
internal import Dispatch
internal import Foundation
internal import Validation

/// Owns a context of libunbound with its thread, and the only pointers to it.
///
/// One lock guards the context, so that an answer is never delivered while its lookup is being
/// cancelled, and nothing touches the context once it was deleted.
final class UnboundContext: Sendable {
  private struct State {
    var context: OpaquePointer?
    var source: (any DispatchSourceRead)?
    /// Lookups that libunbound holds a reference to, by its number for them.
    var lookups: [Int32: UnboundLookup] = [:]
  }

  /// An `NSLock`, since the thread sanitizer, under which this target's tests run, doesn't see what a
  /// `Synchronization.Mutex` orders and reports races at what it guards.
  private let lock = NSLock()
  /// Touched by ``withState(_:)`` alone.
  nonisolated(unsafe) private var state: State

  init(_ configuration: UnboundConfiguration) throws(UnboundSetupError) {
    guard let context = ub_ctx_create() else {
      throw UnboundSetupError(call: "ub_ctx_create", reason: "out of memory or file descriptors")
    }
    do throws(UnboundSetupError) {
      try Self.configure(context, configuration)
    } catch {
      ub_ctx_delete(context)
      throw error
    }
    state = State(context: context)
    withState { state in
      state.source = Self.source(reading: state.context) { [weak self] in self?.process() }
    }
  }

  deinit { shutDown() }

  private func withState<Result>(_ body: (inout State) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&state)
  }

  /// Starts a lookup, which ``forget(_:)`` must end when nobody waits for it any more.
  ///
  /// - Returns: The number by which to forget it; nil when it has finished already.
  func start(_ lookup: UnboundLookup, name: String, type: DNSRecordType) -> Int32? {
    withState { state in
      guard let context = state.context else {
        lookup.finish(.fault("the resolver has been shut down"))
        return nil
      }
      let reference = Unmanaged.passRetained(lookup)
      var number: Int32 = 0
      let code = ub_resolve_async(
        context, name, type.rawValue, Self.classInternet, reference.toOpaque(), deliver, &number)
      guard code == 0 else {
        reference.release()
        lookup.finish(.fault(Self.text(of: code)))
        return nil
      }
      state.lookups[number] = lookup
      return number
    }
  }

  /// Withdraws a lookup from libunbound if it is still unanswered.
  func forget(_ number: Int32) {
    withState { state in
      guard let lookup = state.lookups.removeValue(forKey: number), let context = state.context
      else { return }
      Self.withdraw(lookup, number, context)
    }
  }

  /// Ends all lookups and deletes the context.
  ///
  /// Later lookups fail. A second call does nothing.
  func shutDown() {
    withState { state in
      guard let context = state.context else { return }
      state.context = nil
      for (number, lookup) in state.lookups {
        Self.withdraw(lookup, number, context)
        lookup.finish(.fault("the resolver has been shut down"))
      }
      state.lookups = [:]
      Self.delete(context, after: state.source)
      state.source = nil
    }
  }

  /// Hands the answers that have come to those who wait for them.
  private func process() {
    withState { state in
      guard let context = state.context else { return }
      ub_process(context)
    }
  }

  /// `IN`, RFC 1035 §3.2.4.
  private static let classInternet: Int32 = 1
}

extension UnboundContext {
  /// The order of these calls matters to libunbound: options before forwarders, zones last.
  private static func configure(
    _ context: OpaquePointer, _ configuration: UnboundConfiguration
  ) throws(UnboundSetupError) {
    try check(ub_ctx_async(context, 1), "ub_ctx_async")
    for (name, value) in UnboundConfiguration.options {
      try check(ub_ctx_set_option(context, name, value), "ub_ctx_set_option \(name) \(value)")
    }
    try forward(context, configuration)
    switch configuration.trustAnchor {
    case .root:
      for key in TrustAnchor.rootKeys {
        try check(ub_ctx_add_ta(context, key), "ub_ctx_add_ta \(key)")
      }
    case .file(let file):
      try check(ub_ctx_add_ta_file(context, file), "ub_ctx_add_ta_file \(file)")
    case .none:
      break
    }
    // Otherwise libunbound answers NXDOMAIN by itself for all names below test.
    try check(ub_ctx_zone_add(context, "test.", "nodefault"), "ub_ctx_zone_add test.")
  }

  static func check(_ code: Int32, _ call: String) throws(UnboundSetupError) {
    guard code != 0 else { return }
    throw UnboundSetupError(call: call, reason: text(of: code))
  }

  private static func text(of code: Int32) -> String {
    ub_strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  private static func source(
    reading context: OpaquePointer?, handler: @escaping @Sendable () -> Void
  ) -> (any DispatchSourceRead)? {
    guard let context else { return nil }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: ub_fd(context), queue: DispatchQueue(label: "chancery.unbound"))
    source.setEventHandler(handler: handler)
    source.resume()
    return source
  }

  /// Takes back the reference that libunbound holds, unless it has delivered the answer.
  private static func withdraw(
    _ lookup: UnboundLookup, _ number: Int32, _ context: OpaquePointer
  ) {
    guard ub_cancel(context, number) == 0 else { return }
    Unmanaged.passUnretained(lookup).release()
  }

  /// Deletes the context when its file descriptor is no longer watched.
  private static func delete(_ context: OpaquePointer, after source: (any DispatchSourceRead)?) {
    // Nobody else has it any more: whoever watched it ends with the source.
    nonisolated(unsafe) let context = context
    guard let source else { return ub_ctx_delete(context) }
    source.setCancelHandler { ub_ctx_delete(context) }
    source.cancel()
  }
}

/// Receives an answer from libunbound, on the thread that called `ub_process`.
private func deliver(
  _ reference: UnsafeMutableRawPointer?, _ code: Int32, _ result: UnsafeMutablePointer<ub_result>?
) {
  guard let reference else { return }
  let lookup = Unmanaged<UnboundLookup>.fromOpaque(reference).takeRetainedValue()
  if let result {
    lookup.finish(UnboundAnswer(result.pointee))
    ub_resolve_free(result)
  } else {
    let text = ub_strerror(code).map { String(cString: $0) } ?? "error \(code)"
    lookup.finish(.fault(text))
  }
}
