extension Metric {
  private static let challenge = Label("challenge", "`http-01`, `dns-01`")

  package static let validations = Metric(
    "chancery_validations_total", .counter, unit: "attempts",
    labels: [
      challenge,
      Label("outcome", "`valid`, or the ACME error type of the failure, as `connection` or `caa`"),
    ],
    help: "Attempts to validate a challenge that have ended.")

  package static let validationSeconds = Metric(
    "chancery_validation_seconds", .histogram(upTo: Buckets.longSeconds), unit: "seconds",
    labels: [challenge],
    help: "How long such an attempt took, name resolution and CAA records included.")

  package static let validationBacklog = Metric(
    "chancery_validation_backlog", .gauge, unit: "authorizations",
    help: "Authorizations whose validation is accepted and not yet decided, those between two "
      + "attempts included.")

  package static let validation = [validations, validationSeconds, validationBacklog]
}
