/// Where a run writes what it got, beside its report.
struct LoadOutlets: Sendable {
  let journal: Journal?
  let files: CertificateFiles?
}
