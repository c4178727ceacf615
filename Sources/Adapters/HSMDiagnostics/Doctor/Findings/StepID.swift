/// The steps of `chancery hsm doctor`.
///
/// The raw values are the stable ids of its JSON; their order here is that of causes: what fails in a
/// step is more likely the cause of what fails in later ones than the other way round.
package enum StepID: String, Sendable, Hashable, CaseIterable, Encodable {
  case moduleFile = "module-file"
  case moduleReadable = "module-readable"
  case moduleArchitecture = "module-architecture"
  case moduleLibraries = "module-libraries"
  case moduleSymbols = "module-symbols"
  case environment
  case initialise
  case vendor
  case proxy
  case slots
  case token
  case pinCounters = "pin-counters"
  case pin
  case pinShape = "pin-shape"
  case sessionKinds = "session-kinds"
  case login
  case sessionCount = "session-count"
  case mechanisms
  case key
  case certificate = "key-certificate"
  case testSignature = "test-signature"
  case speed

  /// The order in which the steps are taken.
  ///
  /// What a module needs around it is only known for lacking once it shows no tokens.
  package static let order: [StepID] = {
    var order = allCases.filter { $0 != .environment }
    let place = order.firstIndex(of: .token).map { $0 + 1 } ?? 0
    order.insert(.environment, at: place)
    return order
  }()

  /// What the step is called on a terminal.
  package var title: String {
    switch self {
    case .moduleFile: "Module file"
    case .moduleReadable: "Readable"
    case .moduleArchitecture: "Architecture"
    case .moduleLibraries: "Its libraries"
    case .moduleSymbols: "Entry points"
    case .environment: "Surroundings"
    case .initialise: "C_Initialize"
    case .vendor: "Vendor"
    case .proxy: "Proxy"
    case .slots: "Slots"
    case .token: "Token"
    case .pinCounters: "PIN counters"
    case .pin: "PIN"
    case .pinShape: "PIN shape"
    case .sessionKinds: "Session kinds"
    case .login: "Login"
    case .sessionCount: "Sessions"
    case .mechanisms: "Mechanisms"
    case .key: "Key"
    case .certificate: "Certificate"
    case .testSignature: "Signature"
    case .speed: "Speed"
    }
  }

  /// What is tried in the step.
  package var attempt: String {
    switch self {
    case .moduleFile: "look for the module's file"
    case .moduleReadable: "open the file for reading"
    case .moduleArchitecture: "compare the library's processor with this program's"
    case .moduleLibraries: "load the module with every library that it needs"
    case .moduleSymbols: "find C_GetFunctionList and have it list the functions"
    case .environment: "look for the variables, files and daemons that this vendor's module needs"
    case .initialise: "call C_Initialize with locking, and without where that fails"
    case .vendor: "recognise the vendor by file, C_GetInfo and token"
    case .proxy: "see whether the module stands in for another one"
    case .slots: "call C_GetSlotList and C_GetSlotInfo"
    case .token: "find the token that is meant"
    case .pinCounters: "read what the token's flags say of its PIN"
    case .pin: "get the PIN from where it is kept"
    case .pinShape: "look at the PIN's shape, before it is sent"
    case .sessionKinds: "open a read-only and a read-write session"
    case .login: "call C_Login once"
    case .sessionCount: "open as many sessions as a CA would, and close them"
    case .mechanisms: "ask for the mechanisms by which a CA signs"
    case .key: "find the private key and read its attributes"
    case .certificate: "compare the key's public half with the certificate"
    case .testSignature: "sign a random challenge and verify the signature in software"
    case .speed: "sign for two seconds, in one session and then in several"
    }
  }

  /// Whether the module is called in the step, and not looked at alone.
  var callsModule: Bool {
    switch self {
    case .moduleFile, .moduleReadable, .moduleArchitecture, .environment, .vendor, .proxy,
      .pinCounters, .pin, .pinShape, .certificate:
      false
    case .moduleLibraries, .moduleSymbols, .initialise, .slots, .token, .sessionKinds, .login,
      .sessionCount, .mechanisms, .key, .testSignature, .speed:
      true
    }
  }

  /// The steps without which this one can't be tried.
  package var prerequisites: [StepID] {
    switch self {
    case .moduleFile: []
    case .moduleReadable: [.moduleFile]
    case .moduleArchitecture: [.moduleReadable]
    case .moduleLibraries: [.moduleArchitecture]
    case .moduleSymbols: [.moduleLibraries]
    case .environment: []
    case .initialise: [.moduleSymbols]
    case .vendor: [.moduleFile]
    case .proxy: [.moduleFile]
    case .slots: [.initialise]
    case .token: [.slots]
    case .pinCounters: [.token]
    case .pin: [.token]
    case .pinShape: [.token, .pin]
    case .sessionKinds: [.token]
    case .login: [.sessionKinds, .pinCounters, .pinShape]
    case .sessionCount: [.sessionKinds]
    case .mechanisms: [.token]
    case .key: [.login]
    case .certificate: [.key]
    case .testSignature: [.key]
    case .speed: [.testSignature]
    }
  }
}
