import CertificateFormats

/// A TBSCertificate whose fields a test may spoil, one at a time.
struct DraftCertificate {
  private(set) var tree: DERTree
  /// The AlgorithmIdentifier beside the signature; nil for the one within.
  var outerAlgorithm: DERTree?

  init(certificate: [UInt8]) throws {
    tree = try DERTree(certificate).parts[0]
  }

  var derBytes: [UInt8] { tree.bytes }

  /// The TBSCertificate in a certificate whose signature is none.
  var certificate: [UInt8] {
    DERTree.sequence(
      tree, outerAlgorithm ?? signature, .bits([0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01])
    ).bytes
  }

  /// All fields, for tests that add one or leave one out.
  var fields: [DERTree] {
    get { tree.parts }
    set { tree.parts = newValue }
  }
  var version: DERTree {
    get { fields[0] }
    set { fields[0] = newValue }
  }
  var serialNumber: [UInt8] {
    get { fields[1].octets }
    set { fields[1].octets = newValue }
  }
  var signature: DERTree {
    get { fields[2] }
    set { fields[2] = newValue }
  }
  var issuer: [DERTree] {
    get { fields[3].parts }
    set { fields[3].parts = newValue }
  }
  var notBefore: DERTree {
    get { fields[4].parts[0] }
    set { fields[4].parts[0] = newValue }
  }
  var notAfter: DERTree {
    get { fields[4].parts[1] }
    set { fields[4].parts[1] = newValue }
  }
  var subject: [DERTree] {
    get { fields[5].parts }
    set { fields[5].parts = newValue }
  }
  var publicKey: DERTree {
    get { fields[6] }
    set { fields[6] = newValue }
  }
  var extensions: [DERTree] {
    get { fields[7].parts[0].parts }
    set { fields[7].parts[0].parts = newValue }
  }

  /// An extension by the content octets of its identifier.
  struct OID: Equatable, Hashable {
    let octets: [UInt8]

    static func ce(_ last: UInt8) -> OID { OID(octets: [0x55, 0x1d, last]) }
    static let subjectKeyIdentifier = ce(14)
    static let keyUsage = ce(15)
    static let alternativeName = ce(17)
    static let basicConstraints = ce(19)
    static let nameConstraints = ce(30)
    static let distributionPoints = ce(31)
    static let policies = ce(32)
    static let authorityKeyIdentifier = ce(35)
    static let extendedKeyUsage = ce(37)
    static let informationAccess = OID(octets: [0x2b, 6, 1, 5, 5, 7, 1, 1])
    static let tlsFeature = OID(octets: [0x2b, 6, 1, 5, 5, 7, 1, 24])
  }

  private func index(of oid: OID) -> Int {
    extensions.firstIndex { $0.parts.first == .oid(oid.octets) } ?? 0
  }

  mutating func remove(_ oid: OID) { extensions.remove(at: index(of: oid)) }

  mutating func add(_ oid: OID, isCritical: Bool = false, _ value: DERTree) {
    extensions.append(
      .sequence(
        of: [.oid(oid.octets)] + (isCritical ? [.boolean(true)] : [])
          + [.octetString(value.bytes)]))
  }

  mutating func `repeat`(_ oid: OID) { extensions.append(extensions[index(of: oid)]) }

  /// Writes the BOOLEAN as it is told; nil leaves it out.
  mutating func setCritical(_ oid: OID, _ flag: DERTree?) {
    let place = index(of: oid)
    let parts = extensions[place].parts
    extensions[place].parts = [parts[0]] + (flag.map { [$0] } ?? []) + [parts[parts.count - 1]]
  }

  mutating func flipCritical(_ oid: OID) {
    setCritical(oid, extensions[index(of: oid)].parts.count == 3 ? nil : .boolean(true))
  }

  /// What an extension holds.
  subscript(_ oid: OID) -> DERTree {
    get {
      let octets = extensions[index(of: oid)].parts.last?.octets ?? []
      return (try? DERTree(octets)) ?? .raw(octets)
    }
    set {
      let place = index(of: oid)
      let last = extensions[place].parts.count - 1
      extensions[place].parts[last] = .octetString(newValue.bytes)
    }
  }
}
