import CapacityModel

extension Resource {
  /// As a sentence's subject.
  var name: String {
    switch self {
    case .hsm: "the HSM"
    case .processor: "the CPU"
    case .disk: "the disk"
    case .database: "the database"
    }
  }

  var shortName: String {
    switch self {
    case .hsm: "HSM"
    case .processor: "CPU"
    case .disk: "disk"
    case .database: "database"
    }
  }
}

extension Change {
  /// What would be done.
  func words(from plan: CapacityPlan) -> String {
    switch self {
    case .anotherToken: "one more token with the same key"
    case .lanes(let lanes): "sessions: \(lanes) for each token"
    case .transparency(true): "with Certificate Transparency"
    case .transparency(false): "without Certificate Transparency"
    case .statusResponses(.off): "no OCSP"
    case .statusResponses(.onDemand): "OCSP by the issuer's key"
    case .statusResponses(.delegated): "OCSP by a delegated key in software"
    case .key(let name, _): "a \(name) key in the token"
    case .twiceTheCores: "twice the cores (\(CapacityWording.plain(plan.machine.cores * 2)))"
    }
  }
}
