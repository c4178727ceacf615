internal import CertificateFormats
internal import Foundation
internal import IssuancePolicy

extension ProfileConfiguration {
  /// What is wrong with a validity that no certificate may have: each order would end as invalid.
  func validityProblem(at time: Date) -> ConfigurationProblem? {
    guard let now = try? CertificateTime(time) else { return nil }
    let days = ValidityLimit.days(at: now)
    let limit = Duration.seconds(days * 86_400)
    guard validity > limit else { return nil }
    return name.problem(
      "Its certificates would be valid for \(DurationText.text(of: validity)), and no certificate may be "
        + "for more than \(days) days now (Baseline Requirements §6.3.2).",
      mend:
        "Write a shorter validity, as `validity: \(DurationText.text(of: limit - .seconds(86_400)))`."
    )
  }
}
