import Cryptoki

extension TokenSettings {
  static let keys = [
    "name", "module", "token_label", "slot", "serial", "pin_file", "pin_env", "vendor", "sessions",
    "operation_timeout", "environment",
  ]

  init(reading section: ConfigurationSection) {
    name = section.obligatoryText("name", mend: "Give the token a name, as `name: primary`.")
    let moduleMend =
      "Name the vendor's PKCS#11 library, as `module: /usr/lib/softhsm/libsofthsm2.so`."
    let module = section.obligatoryText("module", mend: moduleMend)
    self.module =
      module.value.contains("/")
      ? Located(section.session.absolutePath(module.value), at: module.place) : module
    selection = Self.selection(section)
    pin = SecretSource(readingPINFrom: section)
    vendor = Self.vendor(section)
    sessions = Self.sessions(section, vendor: vendor, module: module.value)
    operationTimeout = section.duration(
      "operation_timeout", in: .milliseconds(1)...(.seconds(3600)), default: .seconds(5))
    environment = Self.environment(section)
  }

  private static func selection(_ section: ConfigurationSection) -> Located<TokenSelection> {
    let written = ["token_label", "slot", "serial"].filter(section.isWritten)
    let mend = "Write exactly one of token_label, slot and serial, as `token_label: chancery`."
    if written.isEmpty {
      section.report("token_label", "It isn't said which token of the module is meant.", mend: mend)
    } else if written.count > 1 {
      section.report(
        written[1], "The token is named by \(written.joined(separator: " and by ")).", mend: mend)
    }
    if section["slot"] != nil {
      let slot = section.wholeNumber("slot", in: 0...Int(UInt32.max), default: 0)
      return Located(.slot(UInt(slot)), at: section.place(of: "slot"))
    }
    if let serial = section["serial"]?.text(mend: mend) {
      return Located(.serial(serial.value), at: serial.place)
    }
    let label = section.text("token_label", default: "", mend: mend)
    if label.value.utf8.count > 32 {
      section.report(
        "token_label", "The label is longer than the 32 bytes that PKCS#11 allows.",
        mend: "Write the label as the token holds it; `pkcs11-tool --list-slots` shows it.")
    }
    return Located(.label(label.value), at: label.place)
  }

  /// The vendor's word; `auto`, which is the default, leaves it to what the token says of itself.
  private static func vendor(_ section: ConfigurationSection) -> HSMVendor? {
    guard let node = section["vendor"] else { return nil }
    let names = ["auto"] + HSMVendor.allCases.map(\.rawValue)
    let mend = "Write one of \(names.joined(separator: ", "))."
    guard let text = node.text(mend: mend), text.value != "auto" else { return nil }
    guard let vendor = HSMVendor(rawValue: text.value) else {
      node.report(
        "\(node.written) is no vendor that Chancery knows.",
        mend: NearestWord.advice(for: text.value, among: names))
      return nil
    }
    return vendor
  }

  /// How many sessions, of which some devices allow few.
  private static func sessions(
    _ section: ConfigurationSection, vendor: HSMVendor?, module: String
  ) -> Int {
    let profile =
      vendor.map(VendorProfile.named)
      ?? VendorProfile.recognise(modulePath: module, info: nil, token: nil)
    let limit = profile.sessionLimit ?? 1024
    let sessions = section.wholeNumber("sessions", in: 1...1024, default: min(8, limit))
    guard sessions > limit else { return sessions }
    section.report(
      "sessions",
      "\(sessions) sessions are more than \(profile.displayName) allows, which is \(limit).",
      mend: "Write a number up to \(limit), as `sessions: \(min(8, limit))`.")
    return limit
  }

  /// Values are never repeated in a message: modules take passwords from variables, too.
  private static func environment(_ section: ConfigurationSection) -> [String: String] {
    let mend = "Write names and texts, as `environment: { SOFTHSM2_CONF: ./softhsm2.conf }`."
    var variables: [String: String] = [:]
    for (name, node) in section["environment"]?.pairs(mend: mend) ?? [] {
      if !EnvironmentName.isValid(name) {
        node.report("This is no name of an environment variable.", mend: EnvironmentName.mend)
      }
      guard let text = node.text(mend: mend)?.value else { continue }
      variables[name] = text.hasPrefix("./") ? section.session.absolutePath(text) : text
    }
    return variables
  }
}
