/// Makes the keys of a run beforehand, on all cores.
enum KeyPool {
  static func keys(_ count: Int, types: [CertificateKeyType]) async throws -> [ApplicantKey] {
    try await withThrowingTaskGroup(of: (Int, ApplicantKey).self) { group in
      for number in 0..<count {
        let type = types[number % types.count]
        group.addTask { (number, try ApplicantKey(type)) }
      }
      let keys = try await group.reduce(into: []) { $0.append($1) }
      // In turn by type, whichever was made first.
      return keys.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
