/// How a PKCS #11 module misbehaves: everything that a scenario file says.
///
/// The default value misbehaves not at all.
package struct FaultScenario: Sendable, Hashable {
  package static let usualModule = "/usr/lib/softhsm/libsofthsm2.so"

  /// The real module that does the work.
  package var module = usualModule
  /// The label of the only token to show; nil shows every slot.
  package var token: String?
  /// Whether `C_Finalize` reaches the real module.
  ///
  /// Usually it doesn't, since other copies in the process share the real one.
  package var finalizesModule = false
  package var controlSocket: String?
  package var countersFile: String?
  package var stateFile: String?
  package var seed: UInt64 = 1
  package var appearance = Appearance()
  package var latencies: [CryptokiFunction: Latency] = [:]
  /// How many operations run at once; nil means any number.
  package var lanes: Int?
  package var sessions = SessionRules()
  package var throttle: Throttle?
  package var faults: [FaultRule] = []
  package var hangs: [HangRule] = []
  package var deviceLosses: [DeviceLoss] = []
  package var loginLosses: [Duration] = []
  package var pin = PINRules()

  package init() {}
}

/// What the module, its slots and its token say of themselves; nil says what the real one says.
package struct Appearance: Sendable, Hashable {
  package var libraryManufacturer: String?
  package var libraryDescription: String?
  package var slotDescription: String?
  package var slotManufacturer: String?
  package var manufacturer: String?
  package var model: String?
  package var label: String?
  package var serialNumber: String?
  package var firmwareVersion: String?
  package var setFlags: UInt = 0
  package var clearedFlags: UInt = 0

  package init() {}
}

/// What a device allows with sessions.
package struct SessionRules: Sendable, Hashable {
  /// How many may be open at once.
  package var limit: Int?
  package var limitCode = ReturnCode.sessionCount
  /// After what time without a call a session dies.
  package var idleTimeout: Duration?
  /// Whether the death of an idle session makes the module useless until it is initialised anew.
  package var idleNeedsReinitialise = false
  /// The shortest time between two openings.
  package var pace: Duration?
  package var paceCode = ReturnCode.argumentsBad
  /// What a read-only session is refused with; nil allows it.
  package var readOnlyCode: ReturnCode?

  package init() {}
}

/// How many operations a device takes in a second before it refuses them.
package struct Throttle: Sendable, Hashable {
  package var operationsPerSecond: Double
  /// How many may come at once.
  package var burst: Int
  package var code: ReturnCode
}
