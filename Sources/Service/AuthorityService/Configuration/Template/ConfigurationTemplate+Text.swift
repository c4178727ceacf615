extension ConfigurationTemplate {
  /// The text of the file; texts that YAML could misread are quoted.
  package var text: String {
    """
    # Written by `chancery init`. Unknown keys and impossible values are refused with their line:
    # run `chancery config check --config chancery.yaml` after a change.
    # Relative paths are relative to this file.

    listeners:
      acme:       # ACME, by HTTPS
        address: 127.0.0.1
        port: \(acmePort)
        tls: { certificate_file: tls/server.pem, key_file: tls/server.key }
      operations: { address: 127.0.0.1, port: \(operationsPort) }    # /health/live, /health/ready, /metrics
      public:     { address: 127.0.0.1, port: \(publicPort) }    # for OCSP and CRLs; not served yet

    # What the directory advertises to clients.
    external_url: \(scalar(externalURL))

    # What certificates name for their issuer's certificate and revocation list (plain HTTP).
    public_url: \(scalar(publicURL))

    # Terms that accounts must agree to. Each version needs a URL of its own: after a change of it no
    # account gets certificates until it has agreed anew.
    # acme: { terms_of_service: https://ca.example/terms/1, website: https://ca.example }

    database: sqlite:chancery.sqlite

    \(tokensText)issuers:
      - name: \(scalar(issuerName))
        certificate_file: \(scalar(certificateFile))
        chain_files: [\(chainFiles.map(scalar).joined(separator: ", "))]
        key: \(keyText)

    profiles:
      - name: default
        validity: 90d
        backdate: 1h    # for clients whose clocks are slow
    default_profile: default

    validation:
      challenges: [http-01, dns-01]
      resolvers: [system]
      dnssec_trust_anchor: root    # or off, or a file with keys of your own
      http_port: \(httpPort)
      caa_identities: []    # the domain names by which CAA records call this CA, as [ca.example]
    \(hostsText)\(namesText)
    # How long finalize waits for its certificate before it answers `processing`.
    queue: { finalize_wait: 2s }

    # A line for each request (all), for one in a hundred (sampled), or none (off). Lines go to standard
    # error and hold no names and no secrets.
    logging: { access: off }

    """
  }

  private var keyText: String {
    switch key {
    case .token(_, let label): "{ tokens: [primary], label: \(scalar(label)) }"
    case .file(let path): "{ file: \(scalar(path)) }    # for trials: a real CA's key is in an HSM"
    }
  }

  private var tokensText: String {
    guard case .token(let token, _) = key else { return "" }
    let variables = token.environment.sorted { $0.key < $1.key }
      .map { "\($0.key): \(scalar($0.value))" }
    let environment =
      variables.isEmpty
      ? ""
      : "\n      environment: { \(variables.joined(separator: ", ")) }    # set before the module loads"
    return """
      hsm:
        tokens:
          - name: primary
            module: \(scalar(token.module))
            token_label: \(scalar(token.label))
            pin_file: \(scalar(token.pinFile))    # mode 0600
            vendor: auto
            sessions: \(token.sessions)
            operation_timeout: 5s\(environment)


      """
  }

  private var hostsText: String {
    guard isDemonstration else { return "" }
    return """
        # For trials only: every name under .test is this machine.
        static_hosts: { "*.test": 127.0.0.1 }
        allowed_ranges: [127.0.0.0/8, "::1/128"]

      """
  }

  private var namesText: String {
    guard isDemonstration else { return "" }
    return """

      # Only names that can be registered are certified; .test can't, and is allowed for trials.
      names:
        allow_special_use: [test]

      """
  }

  /// The text as it is where YAML can't misread it, else as a double-quoted scalar
  /// (YAML 1.2.2 §7.3.1).
  private func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  private func isPlain(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "/" || first == ".",
      text.last != ":", text.lowercased() != "null"
    else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-:".contains($0)) }
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
