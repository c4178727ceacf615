internal import Signing

/// The two keys of a new authority.
protocol AuthorityKeys: Sendable {
  var root: any Signer { get }
  var intermediate: any Signer { get }
  /// How `chancery.yaml` names the intermediate's key.
  var configurationKey: ConfigurationTemplate.Key { get }
  /// Where the keys are, for people.
  var place: String { get }
  /// What lives on when the authority's directory is removed.
  var remains: NewAuthorityError.Remains? { get }

  /// Lets go of whatever signs.
  func close() async
}
