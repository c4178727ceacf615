/// One of the statements that a certificate takes, http-01 with one new name.
struct CertificateStatement: Sendable {
  /// What the client or the CA does.
  let step: String
  /// How its text begins.
  let beginning: String
  let reason: String

  /// In the order in which they are run; those of one step share a commit.
  static let all = [
    CertificateStatement(
      step: "newOrder", beginning: "INSERT INTO authorizations",
      reason: "Its token must be there when the client asks for it again."),
    CertificateStatement(
      step: "newOrder", beginning: "INSERT INTO orders",
      reason: "What was answered with 201 is kept."),
    CertificateStatement(
      step: "answer to the challenge", beginning: "UPDATE authorizations",
      reason: "The proof and its evidence; the certificate rests on it."),
    CertificateStatement(
      step: "finalize", beginning: "UPDATE orders",
      reason: "Law 3: accepted once, and only if the account, its authorizations and the request's "
        + "key are still fit."),
    CertificateStatement(
      step: "finalize", beginning: "INSERT INTO jobs",
      reason: "Law 3: what was accepted is in the queue. Law 4: the place is taken here."),
    CertificateStatement(
      step: "claim", beginning: "UPDATE jobs SET holder",
      reason:
        "The lease, so that no other issuer takes the job. One for all jobs that are taken at "
        + "once."),
    CertificateStatement(
      step: "reservation", beginning: "UPDATE jobs SET serial",
      reason:
        "Law 1: serial number and TBS bytes before the HSM sees them, unless the serial number "
        + "was used or the key is blocked."),
    CertificateStatement(
      step: "end of the job", beginning: "INSERT INTO certificates",
      reason: "Law 2: before anybody can fetch it."),
    CertificateStatement(
      step: "end of the job", beginning: "DELETE FROM jobs",
      reason: "Its order says how it ended."),
    CertificateStatement(
      step: "end of the job", beginning: "UPDATE orders",
      reason: "Law 3: `valid`, in the same commit."),
  ]

  /// Steps that ask the database nothing: what they read is remembered.
  static let readings = [
    "the account of each request", "reuse of authorizations at newOrder",
    "GET of the authorization",
    "polls of authorization and order", "the order at finalize", "the account at the validation",
    "the block list", "download of the certificate",
  ]
}
