/// Something that a scenario says: by a key of its file, or by an option.
enum ScenarioKey: String, Sendable, CaseIterable {
  case directory = "server.directory"
  case caFile = "server.ca_file"
  case insecure = "server.insecure"
  case httpPort = "server.http_port"
  case process = "server.process"
  case rivalDirectory = "against.directory"
  case rivalCAFile = "against.ca_file"
  case rivalInsecure = "against.insecure"
  case rivalHTTPPort = "against.http_port"
  case rivalProcess = "against.process"
  case slices
  case certificates
  case duration
  case workers
  case rate
  case stages
  case spacing
  case inFlightLimit = "in_flight_limit"
  case seed
  case accounts
  case connections
  case names
  case namesPerOrder = "names_per_order"
  case nameSuffix = "name_suffix"
  case namePool = "name_pool"
  case keyTypes = "key_types"
  case keys
  case renewals
  case dnsHook = "dns_hook"
  case dnsTestServer = "dns_challtestsrv"
  case patience
  case retryAfter = "retry_after"
  case verification = "verify"
  case objectives

  /// Keys of the file's top.
  static let topKeys =
    ["server", "against"] + allCases.filter { $0.section == nil }.map(\.rawValue)

  /// The group of keys that it stands in; nil at the top.
  var section: Substring? {
    let parts = rawValue.split(separator: ".")
    return parts.count > 1 ? parts[0] : nil
  }

  /// Its name in its group.
  var name: String { rawValue.split(separator: ".").last.map(String.init) ?? rawValue }

  /// The option that says the same.
  var option: String {
    switch self {
    case .rivalDirectory: "--against"
    case .rivalCAFile, .rivalInsecure, .rivalHTTPPort: "--against-\(dashed)"
    case .process: "--server-process"
    case .rivalProcess: "--against-server-process"
    case .stages: "--stage"
    case .keyTypes: "--key-type"
    case .objectives: "--objective"
    case .directory, .caFile, .insecure, .httpPort, .slices, .certificates, .duration, .workers,
      .rate, .spacing, .inFlightLimit, .seed, .accounts, .connections, .names, .namesPerOrder,
      .nameSuffix, .namePool, .keys, .renewals, .dnsHook, .dnsTestServer, .patience, .retryAfter,
      .verification:
      "--\(dashed)"
    }
  }

  private var dashed: String { name.replacing("_", with: "-") }
}
