extension Metric {
  package static let certificatesIssued = Metric(
    "chancery_certificates_issued_total", .counter, unit: "certificates",
    labels: [
      Label("profile", "the profile's `name` in the configuration"),
      Label("issuer", "the issuer's `name` in the configuration"),
    ],
    help: "Certificates that are stored and can be fetched.")

  package static let ordersFailed = Metric(
    "chancery_orders_failed_total", .counter, unit: "orders",
    labels: [Label("reason", "the ACME error type in the order, as `serverInternal` or `caa`")],
    help: "Orders that were accepted and ended invalid.")

  package static let lintFindings = Metric(
    "chancery_lint_findings_total", .counter, unit: "findings",
    labels: [Label("lint", "the lint's id")],
    help: "Findings of lints in certificates that were signed nevertheless.")

  package static let issuance = [certificatesIssued, ordersFailed, lintFindings]
}
