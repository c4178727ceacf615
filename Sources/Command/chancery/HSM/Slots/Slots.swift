import ArgumentParser
import Cryptoki
import HSMDiagnostics

extension HSM {
  /// `chancery hsm slots`: what a module, its slots and tokens say of themselves.
  struct Slots: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "slots",
      abstract: "Show a module's tokens: their state, versions, memory and mechanisms.",
      discussion: """
        Needs no PIN.

        EXAMPLE
          chancery hsm slots --module /usr/lib/softhsm/libsofthsm2.so
          chancery hsm slots --config myca/chancery.yaml --mechanisms
        """)

    @OptionGroup var tokens: TokenOptions

    @Flag(help: "Show all mechanisms, not only those that a CA uses.")
    var mechanisms = false

    @OptionGroup var output: OutputOptions

    func run() throws {
      var documents: [ModuleDocument] = []
      defer { output.printJSON(documents) }
      try forEachToken(try tokens.accesses()) { access in
        let inventory = try inventory(of: access)
        switch output.format {
        case .text:
          print(
            SlotListing(inventory, name: access.name, showsAllMechanisms: mechanisms).text,
            terminator: "")
        case .json: documents.append(ModuleDocument(inventory, name: access.name))
        }
      }
    }

    /// The module's slots, or the one that was asked for.
    private func inventory(of access: TokenAccess) throws -> RecognisedInventory {
      let module = try access.module()
      let inventory = try ModuleInventory(module)
      var slots = inventory.slots
      if access.selection != nil {
        let token = try TokenDoor(access, module: module).token
        slots = slots.filter { $0.slot.id == token.slotID }
      }
      return RecognisedInventory(
        module: inventory, slots: slots,
        profile: access.profile(info: inventory.info, slots.first?.token))
    }
  }
}

/// A module's inventory, and whose it is.
struct RecognisedInventory {
  let module: ModuleInventory
  /// The slots to show.
  let slots: [SlotInventory]
  let profile: VendorProfile
}
