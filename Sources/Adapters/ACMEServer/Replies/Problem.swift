internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import IssuancePolicy
internal import Registration
internal import Revocation
internal import Storage
internal import Validation

/// What an error looks like on the wire: a problem document and the headers that go with it.
///
/// All errors of the layers below are mapped here, so that nothing else decides on types and status
/// codes.
struct Problem {
  let document: ProblemDocument
  var headers: HTTPFields = [:]

  /// Clients are asked to come back after so long where nothing better is known; not all at once.
  static var retryAfterInSeconds: Int { .random(in: 5...10) }

  init(_ error: any Error) {
    switch error {
    case let error as RequestError: self.init(error)
    case let error as RegistrationError: self.init(error)
    case let error as ValidationError: self.init(error)
    case let error as RevocationError: self.init(error)
    case let error as StorageError: self.init(error)
    case let error as JWSError: self.init(error.problem)
    case let error as JSONWebKeyError:
      self.init(.badPublicKey, "\(error)")
    case let error as KeyChangeError: self.init(error.problem)
    case let error as NonceError: self.init(error.problem)
    case let error as PayloadError: self.init(error.problem)
    default:
      self.init(
        .serverInternal, "The server made a mistake. Try again; if it stays, tell the operator.")
    }
  }

  init(_ type: ProblemType, _ detail: String, status: Int? = nil) {
    document = ProblemDocument(type, detail: detail, status: status)
  }

  init(_ document: ProblemDocument) {
    self.document = document
  }

  var reply: Reply {
    var fields = headers
    fields[.contentType] = ProblemDocument.contentType
    fields[.contentLanguage] = "en"
    return Reply(
      HTTPResponse.Status(code: document.status ?? 500), headers: fields,
      body: document.json)
  }
}
