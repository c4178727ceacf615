/// A step that has been taken, or could not be.
package struct DiagnosisStep: Sendable, Hashable {
  package let id: StepID
  package let finding: Finding

  package init(_ id: StepID, _ finding: Finding) {
    self.id = id
    self.finding = finding
  }

  package var status: StepStatus { finding.status }

  /// The step's name, with the key's where it is about one.
  package var title: String {
    finding.subject.map { "\(id.title) \($0)" } ?? id.title
  }
}

extension DiagnosisStep: Encodable {
  private enum CodingKeys: String, CodingKey {
    case id, subject, status, tried, detail, meaning, mend
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encodeIfPresent(finding.subject, forKey: .subject)
    try container.encode(status, forKey: .status)
    try container.encode(id.attempt, forKey: .tried)
    try container.encode(finding.detail, forKey: .detail)
    try container.encodeIfPresent(finding.meaning, forKey: .meaning)
    try container.encodeIfPresent(finding.mend, forKey: .mend)
  }
}
