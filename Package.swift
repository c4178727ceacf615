// swift-tools-version: 6.2
import PackageDescription

// The rows of docs/architecture.md, lowest first. A target may depend only on rows below its own;
// `ArchitectureTests` holds this file against that table.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

extension Target {
  /// A library target of one row, found at `Sources/<row>/<name>`.
  static func row(_ row: String, _ name: String, _ dependencies: [Dependency] = []) -> Target {
    .target(
      name: name, dependencies: dependencies, path: "Sources/\(row)/\(name)",
      swiftSettings: settings)
  }

  /// The tests of one target, found at `Tests/<target>Tests`.
  static func tests(
    of name: String, _ dependencies: [Dependency] = [], excluding data: [String] = []
  ) -> Target {
    .testTarget(
      name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
      path: "Tests/\(name)Tests", exclude: data, swiftSettings: settings)
  }

  /// What the tests of several targets share, found at `Tests/<name>`.
  static func contract(_ name: String, _ dependencies: [Dependency]) -> Target {
    .target(
      name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
  }

  /// A part of the fuzzing, found at `Fuzz/<name>`.
  static func fuzzing(_ name: String, _ dependencies: [Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Fuzz/\(name)", swiftSettings: settings)
  }

  /// The program that fuzzes, for Fuzz/run alone.
  ///
  /// libFuzzer brings its own main, by a compiler flag that nothing else is built with.
  static var fuzzDriver: Target {
    .executableTarget(
      name: "fuzz-driver", dependencies: ["FuzzProperties"], path: "Fuzz/FuzzDriver",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
  }

  /// A module map over one of Debian's headers.
  static func system(_ name: String) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)")
  }
}

extension Target.Dependency {
  static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
  static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
  static let bigInt = product(name: "BigInt", package: "BigInt")
  static let collections = product(name: "DequeModule", package: "swift-collections")
  static let crypto = product(name: "Crypto", package: "swift-crypto")
  static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
  static let grdb = product(name: "GRDB", package: "GRDB.swift")
  static let histogram = product(name: "Histogram", package: "hdrhistogram-swift")
  static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
  static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
  static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
  static let hummingbirdHTTP2 = product(name: "HummingbirdHTTP2", package: "hummingbird")
  static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
  static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
  static let logging = product(name: "Logging", package: "swift-log")
  static let metrics = product(name: "CoreMetrics", package: "swift-metrics")
  static let nioCore = product(name: "NIOCore", package: "swift-nio")
  static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
  static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
  static let nioTLS = product(name: "NIOTLS", package: "swift-nio")
  static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
  static let swiftASN1 = product(name: "SwiftASN1", package: "swift-asn1")
  static let x509 = product(name: "X509", package: "swift-certificates")
  static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
  static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
  name: "chancery",
  products: [
    .executable(name: "chancery", targets: ["chancery"]),
    .library(name: "chancery-fault-module", type: .dynamic, targets: ["FaultModule"]),
  ],
  dependencies: [
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System
    .system("CCryptoki"),
    .system("CIDN2"),
    .system("CPSL"),
    .system("CPostgreSQL"),
    .system("CUnbound"),

    // Foundations
    .row("Foundations", "AuthorityModel", [.crypto]),
    .row("Foundations", "ACMEProtocol", [.crypto, .cryptoExtras]),
    .row("Foundations", "CapacityModel"),
    .row("Foundations", "CertificateFormats", [.swiftASN1, .x509, .crypto, .cryptoExtras]),
    .row("Foundations", "Cryptoki", ["CCryptoki"]),
    .row("Foundations", "FaultScenario", [.yams]),
    .row("Foundations", "ReportPages"),
    .row("Foundations", "Telemetry", [.metrics]),

    // Ports
    .row("Ports", "Storage", ["AuthorityModel"]),
    .row("Ports", "Signing", ["CertificateFormats", .crypto, .cryptoExtras, .x509, .swiftASN1]),
    .row(
      "Ports", "IssuancePolicy",
      [
        "AuthorityModel", "CIDN2", "CPSL", "CertificateFormats", .bigInt, .crypto, .swiftASN1,
        .x509,
      ]),

    // Domain
    .row(
      "Domain", "Registration",
      ["ACMEProtocol", "AuthorityModel", "Storage", "IssuancePolicy", "Telemetry"]),
    .row(
      "Domain", "Validation",
      [
        "ACMEProtocol", "AuthorityModel", "IssuancePolicy", "Storage", "Telemetry", .crypto,
        .lifecycle, .logging,
      ]),
    .row(
      "Domain", "Issuance",
      [
        "AuthorityModel", "CertificateFormats", "Storage", "Signing", "IssuancePolicy",
        "Telemetry", .lifecycle, .logging, .x509,
      ]),

    .row(
      "Domain", "Revocation",
      [
        "AuthorityModel", "CertificateFormats", "IssuancePolicy", "Storage", .swiftASN1, .x509,
      ]),

    // Adapters
    .row(
      "Adapters", "ACMEServer",
      [
        "ACMEProtocol", "AuthorityModel", "CertificateFormats", "IssuancePolicy",
        "Registration", "Revocation", "Storage", "Telemetry", "Validation", .httpTypes,
        .hummingbird, .hummingbirdCore, .hummingbirdHTTP2, .lifecycle, .logging, .nioCore, .nioSSL,
        .nioTLS,
      ]),
    .row(
      "Adapters", "OperatorConsole",
      [.httpTypes, .hummingbird, .lifecycle, .logging, .nioCore, .nioPosix]),
    .row(
      "Adapters", "HSMSigning",
      [
        "CertificateFormats", "Cryptoki", "Signing", "Telemetry", .collections, .crypto, .logging,
        .x509,
      ]),
    .row(
      "Adapters", "HSMDiagnostics",
      [
        "CertificateFormats", "Cryptoki", "ReportPages", "Signing", .crypto, .cryptoExtras,
        .histogram, .swiftASN1, .x509,
      ]),
    .row(
      "Adapters", "PostgreSQLStorage",
      ["AuthorityModel", "CPostgreSQL", "CertificateFormats", "Storage"]),
    .row(
      "Adapters", "SQLiteStorage", ["AuthorityModel", "CertificateFormats", "Storage", .grdb]),
    .row(
      "Adapters", "ValidationTransport",
      ["CUnbound", "Validation", .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .nioTLS]),

    // Service
    .row(
      "Service", "AuthorityService",
      [
        "ACMEServer", "AuthorityModel", "CertificateFormats", "Cryptoki",
        "HSMSigning", "Issuance", "IssuancePolicy", "OperatorConsole", "Registration",
        "Revocation", "SQLiteStorage", "Signing", "Storage", "Telemetry", "Validation",
        "ValidationTransport", .crypto,
        .lifecycle, .logging, .nioPosix, .nioSSL, .swiftASN1, .unixSignals, .x509, .yams,
      ]),

    // Modules
    .row("Modules", "FaultModule", ["CCryptoki", "FaultScenario"]),

    // Command
    .executableTarget(
      name: "chancery",
      dependencies: [
        "ACMEProtocol", "AuthorityModel", "AuthorityService", "CapacityModel",
        "CertificateFormats", "Cryptoki", "HSMDiagnostics", "HSMSigning", "IssuancePolicy",
        "OperatorConsole", "ReportPages", "SQLiteStorage", "Signing", "Storage",
        .argumentParser,
        .asyncHTTPClient, .collections, .crypto, .cryptoExtras, .histogram, .logging, .nioCore,
        .nioHTTP1, .nioPosix, .nioSSL, .swiftASN1, .x509,
      ],
      path: "Sources/Command/chancery", swiftSettings: settings),

    // Tests
    .tests(of: "ACMEProtocol", ["Conformance", .crypto, .cryptoExtras]),
    .tests(
      of: "ACMEServer",
      [
        "ACMEProtocol", "AuthorityModel", "CertificateFormats", "Conformance", "Issuance",
        "IssuancePolicy",
        "Registration", "Revocation", "SQLiteStorage", "Signing", "Storage", "Telemetry",
        "Validation", .asyncHTTPClient,
        .crypto, .cryptoExtras, .grdb, .httpTypes, .hummingbird, .hummingbirdTesting, .lifecycle,
        .logging, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .swiftASN1, .x509,
      ]),
    .tests(of: "AuthorityModel", ["Conformance"]),
    .tests(
      of: "AuthorityService",
      [
        "ACMEServer", "AuthorityModel", "Conformance", "Cryptoki", "HSMSigning", "SQLiteStorage",
        "Signing", "Telemetry", .x509,
        .crypto,
        .swiftASN1,
      ],
      excluding: ["Configuration/Golden"]),
    .tests(of: "CapacityModel"),
    .tests(of: "CertificateFormats", [.x509, .swiftASN1, .crypto, .cryptoExtras]),
    .tests(of: "Cryptoki", [.crypto, .cryptoExtras], excluding: ["Vendors/Golden"]),
    .tests(of: "FaultScenario"),
    .tests(
      of: "HSMDiagnostics",
      [
        "CCryptoki", "Cryptoki", "ReportPages", "Signing", "CertificateFormats", .crypto,
        .histogram,
        .x509, .swiftASN1,
      ],
      excluding: ["Doctor/Golden"]),
    .tests(
      of: "HSMSigning",
      [
        "Cryptoki", "Signing", "CertificateFormats", "Telemetry", .crypto, .logging, .x509,
        .swiftASN1,
      ]),
    .tests(
      of: "Issuance",
      [
        "AuthorityModel", "CertificateFormats", "Conformance", "IssuancePolicy", "SQLiteStorage",
        "Signing", "Storage", .crypto, .lifecycle, .logging, .swiftASN1, .x509,
      ]),
    .tests(
      of: "IssuancePolicy",
      [
        "AuthorityModel", "CertificateFormats", "Conformance", .crypto, .cryptoExtras, .x509,
        .swiftASN1,
      ],
      excluding: ["Keys/Debian", "Keys/Golden", "Lints/Golden"]),
    .tests(of: "ReportPages"),
    .tests(
      of: "OperatorConsole",
      [.httpTypes, .hummingbird, .hummingbirdTesting, .lifecycle, .logging]),
    .tests(
      of: "Registration",
      [
        "ACMEProtocol", "AuthorityModel", "CertificateFormats", "Conformance", "IssuancePolicy",
        "SQLiteStorage", "Storage", .crypto, .swiftASN1, .x509,
      ]),
    .tests(
      of: "Revocation",
      [
        "AuthorityModel", "CertificateFormats", "IssuancePolicy", "SQLiteStorage", "Signing",
        "Storage", .crypto, .swiftASN1, .x509,
      ]),
    .tests(of: "Signing", ["CertificateFormats", .crypto, .x509]),
    .tests(of: "PostgreSQLStorage", ["AuthorityModel", "Storage", "StorageContract"]),
    .tests(of: "SQLiteStorage", ["AuthorityModel", "Storage", "StorageContract", .grdb]),
    .tests(of: "Storage", ["AuthorityModel", "StorageContract"]),
    .tests(of: "Telemetry", ["Conformance", .metrics, .yams]),
    .contract("StorageContract", ["AuthorityModel", "Storage"]),
    .contract("Conformance", []),
    .tests(of: "Conformance", [.yams]),
    .fuzzing(
      "FuzzProperties",
      [
        "ACMEProtocol", "CertificateFormats", "IssuancePolicy", "Validation", .crypto, .swiftASN1,
        .x509,
      ]),
    .tests(of: "FuzzProperties"),
    .tests(
      of: "Validation",
      [
        "AuthorityModel", "Conformance", "IssuancePolicy", "SQLiteStorage", "Storage", "Telemetry",
        .lifecycle, .logging,
      ]),
    .tests(
      of: "ValidationTransport",
      [
        "AuthorityModel", "Conformance", "Validation", .crypto, .logging, .nioCore, .nioHTTP1,
        .nioPosix, .nioSSL, .nioTLS, .swiftASN1, .x509,
      ]),
    .testTarget(
      name: "ArchitectureTests", path: "Tests/ArchitectureTests", swiftSettings: settings),
    .testTarget(
      name: "FaultModuleTests", dependencies: ["CCryptoki", "Cryptoki", .crypto],
      path: "Tests/FaultModuleTests",
      swiftSettings: settings),
    .testTarget(
      name: "ModuleContractTests",
      dependencies: [
        "CertificateFormats", "Cryptoki", "HSMSigning", "Signing", .crypto, .cryptoExtras, .logging,
        .swiftASN1, .x509,
      ],
      path: "Tests/ModuleContractTests", swiftSettings: settings),
    .testTarget(
      name: "chanceryTests",
      dependencies: [
        "chancery", "ACMEProtocol", "AuthorityService", "AuthorityModel", "CCryptoki",
        "CapacityModel", "HSMDiagnostics",
        "Conformance",
        "Cryptoki", "ReportPages", "Telemetry",
        .argumentParser, .asyncHTTPClient, .nioCore, .nioHTTP1, .nioPosix, .nioSSL, .crypto, .x509,
        .swiftASN1, .lifecycle, .logging,
      ],
      path: "Tests/chanceryTests", exclude: ["Capacity/Golden", "HSM/DoctorGolden", "HSM/Golden"],
      swiftSettings: settings),
  ]
)

if Context.environment["CHANCERY_FUZZ"] != nil { package.targets.append(.fuzzDriver) }
