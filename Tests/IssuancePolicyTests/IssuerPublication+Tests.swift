import IssuancePolicy

extension IssuerPublication {
  static let tests = IssuerPublication(of: "r1", below: "http://ca.example")
}
