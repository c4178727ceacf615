import Cryptoki

/// What a vendor's module needs around it.
extension Doctor {
  func surroundings(_ history: CaseHistory) -> [Finding] {
    []
  }
}
