extension ScenarioDraft {
  /// Whether a key is said.
  func says(_ key: ScenarioKey) -> Bool {
    switch key {
    case .directory: server.directory != nil
    case .caFile: server.caFile != nil
    case .insecure: server.insecure != nil
    case .httpPort: server.httpPort != nil
    case .process: server.process != nil
    case .rivalDirectory: rival.directory != nil
    case .rivalCAFile: rival.caFile != nil
    case .rivalInsecure: rival.insecure != nil
    case .rivalHTTPPort: rival.httpPort != nil
    case .rivalProcess: rival.process != nil
    case .slices: slices != nil
    case .certificates: certificates != nil
    case .duration: duration != nil
    case .workers: workers != nil
    case .rate: rate != nil
    case .stages: stages != nil
    case .spacing: spacing != nil
    case .inFlightLimit: inFlightLimit != nil
    case .seed: seed != nil
    case .accounts: accounts != nil
    case .connections: connections != nil
    case .names: names != nil
    case .namesPerOrder: namesPerOrder != nil
    case .nameSuffix: nameSuffix != nil
    case .namePool: namePool != nil
    case .keyTypes: keyTypes != nil
    case .keys: keys != nil
    case .renewals: renewals != nil
    case .dnsHook: dnsHook != nil
    case .dnsTestServer: dnsTestServer != nil
    case .patience: patience != nil
    case .retryAfter: retryAfter != nil
    case .verification: verification != nil
    case .objectives: !objectives.isEmpty
    }
  }
}
