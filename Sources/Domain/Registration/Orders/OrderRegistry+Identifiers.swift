internal import IssuancePolicy

/// Which identifiers an order may be for.
extension OrderRegistry {
  /// The names in canonical form, each once; or all that is wrong with them, together.
  func acceptedNames(of requested: [(type: String, value: String)])
    throws(RegistrationError) -> [DomainName]
  {
    guard !requested.isEmpty else { throw .noIdentifiers }
    guard requested.count <= terms.identifierLimit else {
      throw .tooManyIdentifiers(count: requested.count, limit: terms.identifierLimit)
    }
    var names: [DomainName] = []
    var refused: [RefusedIdentifier] = []
    for (type, value) in requested {
      do throws(IdentifierRefusal) {
        let name = try acceptedName(type: type, value: value)
        if !names.contains(name) { names.append(name) }
      } catch {
        refused.append(RefusedIdentifier(type: type, value: value, reason: error.reason))
      }
    }
    guard refused.isEmpty else { throw .identifiersRefused(refused) }
    return names
  }

  private struct IdentifierRefusal: Error {
    let reason: RefusedIdentifier.Reason
  }

  /// Judges one identifier: its kind, then what this CA's policy says of the name.
  private func acceptedName(type: String, value: String) throws(IdentifierRefusal) -> DomainName {
    guard type == "dns" else { throw IdentifierRefusal(reason: .unsupportedType(type)) }
    let name: DomainName
    do throws(NameRefusal) {
      name = try policy.names.acceptedName(value)
    } catch {
      throw IdentifierRefusal(reason: .refused(error))
    }
    guard !methods(for: name).isEmpty else {
      throw IdentifierRefusal(reason: .wildcardWithoutDNSChallenge)
    }
    return name
  }
}
