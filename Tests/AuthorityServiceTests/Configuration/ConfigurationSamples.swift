import Foundation

@testable import AuthorityService

/// Configurations that several suites begin with.
enum ConfigurationSamples {
  static let minimal = """
    database: sqlite:chancery.sqlite
    issuers:
      - name: r1
        certificate_file: issuers/r1.pem
        key: { file: issuers/r1.key }

    """

  /// The example of DESIGN section 5, without what this version doesn't have yet.
  static let complete = """
    listeners:
      acme:       { address: 127.0.0.1, port: 14000, tls: { certificate_file: tls/server.pem, key_file: tls/server.key } }
      public:     { address: 127.0.0.1, port: 14002 }
      operations: { address: 127.0.0.1, port: 14001 }
    external_url: https://127.0.0.1:14000            # what the directory advertises
    database: sqlite:chancery.sqlite
    hsm:
      tokens:
        - name: primary
          module: /usr/lib/softhsm/libsofthsm2.so
          token_label: chancery                      # or slot: 0, or serial: …
          pin_file: secrets/pin                      # AWS CloudHSM: user:password
          vendor: auto
          sessions: 8
          operation_timeout: 5s
          environment: { SOFTHSM2_CONF: ./softhsm2.conf, PLAIN: text }
    issuers:
      - name: r1
        certificate_file: issuers/r1.pem
        chain_files: [issuers/root.pem]
        alternate_chains: []
        key: { tokens: [primary], label: r1 }
    profiles:
      - name: default
        validity: 90d
        backdate: 1h
        key_usages: auto
        certificate_transparency: off
        ocsp: false
        crl_shards: 0
    default_profile: default
    transparency_logs: []
    validation:
      challenges: [http-01]
      resolvers: [127.0.0.1:8053]
      http_port: 80
      tls_port: 443
      allowed_ranges: [10.0.0.0/8, "fd00::/8"]
      static_hosts: { "*.test": 127.0.0.1 }
      perspectives: []
      dnssec_trust_anchor: ./root.key
      caa_identities: [CA.example]
    names:
      allow: [.ours.example, www.example.net]
      block: [login.ours.example]
      block_files: [lists/blocked.txt]
      allow_special_use: [test, example]
      allow_public_suffixes: [co.uk, "*.co.uk"]
      allow_top_levels: [corp]
      public_suffix_list: lists/public_suffix_list.dat
    keys: { weak_key_files: [lists/blacklist.RSA-2048], blocked_key_files: [lists/compromised] }
    queue: { finalize_wait: 2s, longest_wait: 10m, lease: 30s }
    limits: {}

    """

  static func read(_ text: String) throws(ConfigurationError) -> Configuration {
    try read(Data(text.utf8))
  }

  static func read(_ data: Data) throws(ConfigurationError) -> Configuration {
    try ConfigurationReader.read(
      data: data, file: "chancery.yaml", folder: URL(filePath: "/ca", directoryHint: .isDirectory))
  }
}
