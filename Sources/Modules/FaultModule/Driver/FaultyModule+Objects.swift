internal import CCryptoki
import FaultScenario

extension RealCall {
  /// The real module's slot of the session.
  var sessionSlot: UInt? {
    guard let session = operation.session else { return nil }
    return module.state.withLock { $0.device.slot(ofSession: session) }
  }

  /// The real module's handle of an object.
  ///
  /// - Returns: Nil when the handle names nothing.
  func object(_ handle: CK_OBJECT_HANDLE) -> CK_OBJECT_HANDLE? {
    if let known = knownObject(handle) { return known }
    guard let slot = sessionSlot else { return nil }
    takeCensusIfNeeded(slot: slot)
    switch module.state.withLock({ $0.device.objects.meaning(of: handle) }) {
    case .real(let real):
      return real
    case .find(let identity):
      let found = real.objects(slot: slot).filter { $0.identity == identity }
      return module.state.withLock { state in
        for object in found { _ = state.device.objects.register(real: object.real, as: identity) }
        if case .real(let real) = state.device.objects.meaning(of: handle) { return real }
        return nil
      }
    case .unknown:
      return nil
    }
  }

  /// The same by one look, as each signature needs it; nil where more must be found out.
  private func knownObject(_ handle: CK_OBJECT_HANDLE) -> CK_OBJECT_HANDLE? {
    guard let session = operation.session else { return nil }
    return module.state.withLock { state in
      guard let slot = state.device.slot(ofSession: session),
        !state.device.objects.needsCensus(ofSlot: slot),
        case .real(let real) = state.device.objects.meaning(of: handle)
      else { return nil }
      return real
    }
  }

  /// The application's handle of an object of the real module.
  func handle(ofReal object: CK_OBJECT_HANDLE) -> CK_OBJECT_HANDLE {
    guard let slot = sessionSlot else { return object }
    takeCensusIfNeeded(slot: slot)
    if let known = module.state.withLock({ $0.device.objects.handle(ofReal: object, slot: slot) }) {
      return known
    }
    let identity = real.identity(of: object, session: session, slot: slot)
    return module.state.withLock { $0.device.objects.register(real: object, as: identity) }
  }

  private func takeCensusIfNeeded(slot: UInt) {
    guard module.state.withLock({ $0.device.objects.needsCensus(ofSlot: slot) }) else { return }
    let census = real.objects(slot: slot)
    module.state.withLock { state in
      state.device.objects.takeCensus(
        ofSlot: slot, census.map { (real: $0.real, identity: $0.identity) })
    }
  }
}

extension RealModule {
  /// An object of the real module.
  struct FoundObject: Sendable {
    let real: UInt
    let identity: ObjectIdentity
  }

  /// All token objects of a slot that the process may see, in a session of our own.
  func objects(slot: UInt) -> [FoundObject] {
    var session: CK_SESSION_HANDLE = 0
    let flags = CK_FLAGS(CKF_SERIAL_SESSION) | CK_FLAGS(CKF_RW_SESSION)
    guard functions.pointee.C_OpenSession?(slot, flags, nil, nil, &session) == 0 else { return [] }
    defer { _ = functions.pointee.C_CloseSession?(session) }
    guard functions.pointee.C_FindObjectsInit?(session, nil, 0) == 0 else { return [] }
    var handles: [CK_OBJECT_HANDLE] = []
    var page = [CK_OBJECT_HANDLE](repeating: 0, count: 256)
    while true {
      var count: CK_ULONG = 0
      guard functions.pointee.C_FindObjects?(session, &page, 256, &count) == 0, count > 0 else {
        break
      }
      handles += page.prefix(Int(count))
    }
    _ = functions.pointee.C_FindObjectsFinal?(session)
    var seen: [ObjectIdentity: Int] = [:]
    // In the order of their handles, so that objects that are alike keep their order.
    return handles.sorted().compactMap { handle in
      var identity = identity(of: handle, session: session, slot: slot)
      guard identity.isTokenObject else { return nil }
      let ordinal = seen[identity, default: 0]
      seen[identity] = ordinal + 1
      identity.ordinal = ordinal
      return FoundObject(real: handle, identity: identity)
    }
  }

  /// What makes an object the same object later.
  func identity(
    of object: CK_OBJECT_HANDLE, session: CK_SESSION_HANDLE, slot: UInt
  ) -> ObjectIdentity {
    let number = attribute(CK_ATTRIBUTE_TYPE(CKA_CLASS), of: object, session: session)
    var objectClass: UInt = .max
    if number.count == MemoryLayout<UInt>.size {
      objectClass = number.withUnsafeBytes { $0.loadUnaligned(as: UInt.self) }
    }
    let isTokenObject = attribute(CK_ATTRIBUTE_TYPE(CKA_TOKEN), of: object, session: session)
    return ObjectIdentity(
      slot: slot, objectClass: objectClass,
      label: attribute(CK_ATTRIBUTE_TYPE(CKA_LABEL), of: object, session: session),
      id: attribute(CK_ATTRIBUTE_TYPE(CKA_ID), of: object, session: session),
      isTokenObject: isTokenObject.first.map { $0 != 0 } ?? true)
  }

  private func attribute(
    _ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE, session: CK_SESSION_HANDLE
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      var attribute = CK_ATTRIBUTE(
        type: type, pValue: buffer.baseAddress, ulValueLen: CK_ULONG(buffer.count))
      let code = functions.pointee.C_GetAttributeValue?(session, object, &attribute, 1)
      count = code == 0 && attribute.ulValueLen <= 256 ? Int(attribute.ulValueLen) : 0
    }
  }
}
