internal import CCryptoki
import FaultScenario

extension CK_FUNCTION_LIST {
  /// Slots and tokens (PKCS #11 v2.40 §5.5).
  mutating func addSlots() {
    C_GetSlotList = { isPresent, slots, count in
      faultyModule.perform(.getSlotList, isQuery: slots == nil) { call in
        call.slotList(onlyPresent: isPresent, slots, count)
      }
    }
    C_GetSlotInfo = { slot, info in
      faultyModule.perform(.getSlotInfo) { call in
        let code = call.functions.pointee.C_GetSlotInfo?(call.slot(slot), info)
        if code == 0, let info { call.appearance.apply(to: &info.pointee) }
        return code
      }
    }
    C_GetTokenInfo = { slot, info in
      faultyModule.perform(.getTokenInfo) { call in
        let code = call.functions.pointee.C_GetTokenInfo?(call.slot(slot), info)
        if code == 0, let info { call.describe(&info.pointee, slot: call.slot(slot)) }
        return code
      }
    }
    C_WaitForSlotEvent = { flags, slot, reserved in
      faultyModule.perform(.waitForSlotEvent) { call in
        let code = call.functions.pointee.C_WaitForSlotEvent?(flags, slot, reserved)
        if code == 0, let slot { slot.pointee &+= call.operation.slotShift }
        return code
      }
    }
    C_GetMechanismList = { slot, mechanisms, count in
      faultyModule.perform(.getMechanismList, isQuery: mechanisms == nil) { call in
        call.functions.pointee.C_GetMechanismList?(call.slot(slot), mechanisms, count)
      }
    }
    C_GetMechanismInfo = { slot, type, info in
      faultyModule.perform(.getMechanismInfo) { call in
        call.functions.pointee.C_GetMechanismInfo?(call.slot(slot), type, info)
      }
    }
    C_InitToken = { slot, pin, length, label in
      faultyModule.perform(.initToken) { call in
        call.functions.pointee.C_InitToken?(call.slot(slot), pin, length, label)
      }
    }
  }
}

extension RealCall {
  /// The slots that the scenario shows, by the ids that they have now.
  fileprivate func slotList(
    onlyPresent: CK_BBOOL, _ slots: CK_SLOT_ID_PTR?, _ count: CK_ULONG_PTR?
  ) -> CK_RV {
    guard let count else { return ReturnCode.argumentsBad.rawValue }
    var total: CK_ULONG = 0
    let listSlots = functions.pointee.C_GetSlotList
    var code = listSlots?(onlyPresent, nil, &total) ?? ReturnCode.functionNotSupported.rawValue
    guard code == 0 else { return code }
    var all = [CK_SLOT_ID](repeating: 0, count: Int(total))
    code = listSlots?(onlyPresent, &all, &total) ?? code
    guard code == 0 else { return code }
    let shown = all.prefix(Int(total)).filter(isShown)
    defer { count.pointee = CK_ULONG(shown.count) }
    guard let slots else { return 0 }
    guard count.pointee >= CK_ULONG(shown.count) else { return ReturnCode.bufferTooSmall.rawValue }
    for (index, slot) in shown.enumerated() { slots[index] = slot &+ operation.slotShift }
    return 0
  }

  private func isShown(_ slot: CK_SLOT_ID) -> Bool {
    guard let label = module.state.withLock({ $0.device.scenario.token }) else { return true }
    var info = CK_TOKEN_INFO()
    guard functions.pointee.C_GetTokenInfo?(slot, &info) == 0 else { return false }
    return paddedText(of: info.label) == label
  }

  /// Makes a token look as the scenario says.
  fileprivate func describe(_ info: inout CK_TOKEN_INFO, slot: CK_SLOT_ID) {
    let (appearance, flags, limit, open) = module.state.withLock { state in
      (
        state.device.scenario.appearance, state.device.pinFlags(ofSlot: slot),
        state.device.scenario.sessions.limit, state.device.sessionCount
      )
    }
    appearance.apply(to: &info)
    info.flags |= flags
    guard let limit else { return }
    info.ulMaxSessionCount = CK_ULONG(limit)
    info.ulSessionCount = CK_ULONG(open)
  }
}
