/// What makes an object the same object, whatever its handle is.
package struct ObjectIdentity: Sendable, Hashable {
  /// The real module's slot.
  package let slot: UInt
  /// `CKA_CLASS`.
  package let objectClass: UInt
  package let label: [UInt8]
  package let id: [UInt8]
  /// Whether it outlives its session.
  package let isTokenObject: Bool
  /// Tells apart objects that are alike in everything else.
  package var ordinal = 0

  package init(
    slot: UInt, objectClass: UInt, label: [UInt8], id: [UInt8], isTokenObject: Bool
  ) {
    self.slot = slot
    self.objectClass = objectClass
    self.label = label
    self.id = id
    self.isTokenObject = isTokenObject
  }

  /// How the counters call it.
  package var name: String {
    if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
    return id.isEmpty
      ? "unnamed"
      : id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// The handles that the application knows, and the objects of the real module that they name.
///
/// After a loss every handle names another object of its class, as with a device that numbers its
/// objects anew; an application that trusts its old handle signs with another key.
package struct ObjectTable: Sendable {
  /// What a handle names.
  package enum Meaning: Sendable, Hashable {
    case real(UInt)
    /// The object must be found in the real module, and registered.
    case find(ObjectIdentity)
    case unknown
  }

  private struct RealHandle: Hashable {
    let slot: UInt
    let handle: UInt
  }

  private struct Kind: Hashable {
    let slot: UInt
    let objectClass: UInt
  }

  private var identities: [UInt: ObjectIdentity] = [:]
  private var handles: [ObjectIdentity: UInt] = [:]
  private var realHandles: [UInt: UInt] = [:]
  private var handleByReal: [RealHandle: UInt] = [:]
  private var pending: Set<Kind> = []
  private var next: UInt = 0x1001

  package init() {}

  /// Whether objects of a slot must be counted before any handle is used.
  package func needsCensus(ofSlot slot: UInt) -> Bool {
    !pending.isEmpty && pending.contains { $0.slot == slot }
  }

  /// What a handle names.
  package func meaning(of handle: UInt) -> Meaning {
    if let real = realHandles[handle] { return .real(real) }
    return identities[handle].map { .find($0) } ?? .unknown
  }

  package func identity(of handle: UInt) -> ObjectIdentity? {
    identities[handle]
  }

  /// The handle of an object of the real module that is known.
  package func handle(ofReal real: UInt, slot: UInt) -> UInt? {
    handleByReal[RealHandle(slot: slot, handle: real)]
  }

  /// Gives an object of the real module its handle.
  ///
  /// - Returns: The handle that it had before, where it is known by its identity.
  package mutating func register(real: UInt, as identity: ObjectIdentity) -> UInt {
    if let known = handle(ofReal: real, slot: identity.slot), identities[known] == identity {
      return known
    }
    var identity = identity
    while let known = handles[identity] {
      guard let other = realHandles[known], other != real else {
        bind(known, to: real, identity: identity)
        return known
      }
      identity.ordinal += 1
    }
    let handle = makeHandle()
    identities[handle] = identity
    handles[identity] = handle
    bind(handle, to: real, identity: identity)
    return handle
  }

  /// Forgets an object that was destroyed.
  package mutating func remove(_ handle: UInt) {
    guard let identity = identities.removeValue(forKey: handle) else { return }
    handles[identity] = nil
    if let real = realHandles.removeValue(forKey: handle) {
      handleByReal[RealHandle(slot: identity.slot, handle: real)] = nil
    }
  }

  /// Forgets what the real module calls its objects, as after a logout.
  ///
  /// - Parameter slot: The real slot; nil means all.
  package mutating func forgetRealHandles(ofSlot slot: UInt? = nil) {
    for (handle, identity) in identities where slot == nil || identity.slot == slot {
      if identity.isTokenObject {
        if let real = realHandles.removeValue(forKey: handle) {
          handleByReal[RealHandle(slot: identity.slot, handle: real)] = nil
        }
      } else {
        remove(handle)
      }
    }
  }

  /// Has every handle name another object, once the objects have been counted.
  mutating func renumber() {
    for identity in identities.values where identity.isTokenObject {
      pending.insert(Kind(slot: identity.slot, objectClass: identity.objectClass))
    }
  }

  /// Takes all objects of a slot that the real module has, and renumbers those that are pending.
  ///
  /// Each old handle now names the next object of its class. A class of which nothing was found,
  /// as private keys before the login, stays pending.
  package mutating func takeCensus(
    ofSlot slot: UInt, _ census: [(real: UInt, identity: ObjectIdentity)]
  ) {
    for kind in pending where kind.slot == slot {
      let found = census.filter { $0.identity.objectClass == kind.objectClass }
      guard !found.isEmpty else { continue }
      pending.remove(kind)
      renumber(kind, found)
    }
  }

  private mutating func renumber(
    _ kind: Kind, _ census: [(real: UInt, identity: ObjectIdentity)]
  ) {
    let handlesInOrder = census.map { register(real: $0.real, as: $0.identity) }
    let objects = handlesInOrder.map { (identities[$0], realHandles[$0]) }
    for handle in handlesInOrder {
      if let identity = identities[handle] { handles[identity] = nil }
      remove(handle)
    }
    // Those of the class that the census did not show are gone: their handles name nothing.
    for (handle, identity) in identities
    where identity.slot == kind.slot && identity.objectClass == kind.objectClass
      && identity.isTokenObject
    {
      remove(handle)
    }
    for (index, object) in objects.enumerated() {
      guard let identity = object.0, let real = object.1 else { continue }
      // A single object has no other to be taken for: it gets a new handle.
      let handle =
        objects.count > 1
        ? handlesInOrder[(index + objects.count - 1) % objects.count] : makeHandle()
      identities[handle] = identity
      handles[identity] = handle
      bind(handle, to: real, identity: identity)
    }
  }

  private mutating func bind(_ handle: UInt, to real: UInt, identity: ObjectIdentity) {
    if let old = realHandles[handle] {
      handleByReal[RealHandle(slot: identity.slot, handle: old)] = nil
    }
    realHandles[handle] = real
    handleByReal[RealHandle(slot: identity.slot, handle: real)] = handle
  }

  private mutating func makeHandle() -> UInt {
    defer { next += 1 }
    return next
  }
}
