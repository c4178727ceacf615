package import Cryptoki

/// What a module and its slots say of themselves, found without logging in.
package struct ModuleInventory: Sendable, Hashable {
  package let path: String
  package let info: ModuleInfo
  package let slots: [SlotInventory]

  /// Looks at all slots; one that fails doesn't hide the others.
  package init(_ module: CryptokiModule) throws(CryptokiError) {
    path = module.path
    info = try module.info()
    slots = try module.slots().map { SlotInventory($0, of: module) }
  }
}

/// A slot and the token in it.
package struct SlotInventory: Sendable, Hashable {
  package let slot: Slot
  /// Nil when there is none, or when it can't be looked at.
  package let token: Token?
  package let mechanisms: [Mechanism]
  /// What kept the token from being looked at.
  package let fault: CryptokiError?

  init(_ slot: Slot, of module: CryptokiModule) {
    self.slot = slot
    guard slot.isTokenPresent else {
      (token, mechanisms, fault) = (nil, [], nil)
      return
    }
    do throws(CryptokiError) {
      token = try module.token(inSlot: slot.id)
    } catch {
      (token, mechanisms, fault) = (nil, [], error)
      return
    }
    do throws(CryptokiError) {
      mechanisms = try module.mechanisms(inSlot: slot.id)
      fault = nil
    } catch {
      (mechanisms, fault) = ([], error)
    }
  }
}
