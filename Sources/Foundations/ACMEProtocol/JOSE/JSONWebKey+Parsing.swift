internal import Crypto
internal import CryptoExtras

extension JSONWebKey {
  /// Sizes of RSA modulus that may sign requests.
  package static let rsaSizesInBits = 2048...4096

  /// Members that only private and symmetric keys have (RFC 7518 §6.2.2, §6.3.2, §6.4).
  private static let privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

  /// The key that `json` describes: a `jwk` from a client, or ``canonicalJSON`` from storage.
  ///
  /// - Throws: ``JSONWebKeyError``, whose text names the member at fault.
  package init(parsing json: [UInt8]) throws(JSONWebKeyError) {
    let object: JSONObject
    do {
      object = try JSONObject(scanning: json[...])
    } catch {
      throw .notJSON(reason: error.description)
    }
    try self.init(object)
  }

  init(_ object: JSONObject) throws(JSONWebKeyError) {
    if let name = object.firstMember(of: Self.privateMembers) { throw .privateMember(name) }
    let type = try object.requiredText("kty")
    switch type {
    case "EC":
      self = try Self.ellipticCurveKey(object)
    case "RSA":
      self = try Self.rsaKey(object)
    case "OKP":
      self = try Self.ed25519Key(object)
    default:
      throw .unsupported(member: "kty", value: type)
    }
  }

  private static func ellipticCurveKey(_ object: JSONObject) throws(JSONWebKeyError) -> Self {
    let curve = try object.requiredText("crv")
    let coordinateByteCount: Int
    switch curve {
    case "P-256": coordinateByteCount = 32
    case "P-384": coordinateByteCount = 48
    default: throw .unsupported(member: "crv", value: curve)
    }
    let x = try object.requiredBytes("x", count: coordinateByteCount)
    let y = try object.requiredBytes("y", count: coordinateByteCount)
    let material: Material
    do {
      material =
        curve == "P-256"
        ? .p256(try P256.Signing.PublicKey(rawRepresentation: x + y))
        : .p384(try P384.Signing.PublicKey(rawRepresentation: x + y))
    } catch {
      throw .notAKey("the point (x, y) does not lie on \(curve)")
    }
    return Self(curve: curve, point: x + y, material: material)
  }

  /// - Parameter point: Both coordinates, each of its full length.
  init(curve: String, point: [UInt8], material: Material) {
    self.init(canonicalJSON: Self.canonicalJSON(curve: curve, point: point), material: material)
  }

  static func canonicalJSON(curve: String, point: [UInt8]) -> [UInt8] {
    let x = point.prefix(point.count / 2)
    let y = point.suffix(point.count / 2)
    return canonicalJSON([
      ("crv", curve), ("kty", "EC"), ("x", Base64URL.encode(x)), ("y", Base64URL.encode(y)),
    ])
  }

  private static func rsaKey(_ object: JSONObject) throws(JSONWebKeyError) -> Self {
    let modulus = try object.requiredBytes("n")
    let exponent = try object.requiredBytes("e")
    // RFC 7518 §6.3.1 with §2: unsigned, big-endian, no leading zero octets.
    guard let first = modulus.first, first != 0 else {
      throw .badMember("n", reason: "is empty or starts with a zero octet")
    }
    let sizeInBits = modulus.count * 8 - first.leadingZeroBitCount
    guard rsaSizesInBits.contains(sizeInBits) else {
      throw .badMember(
        "n",
        reason: "has \(sizeInBits) bits: use \(rsaSizesInBits.lowerBound) to "
          + "\(rsaSizesInBits.upperBound)")
    }
    guard exponent.first ?? 0 != 0, exponent.count <= 4, exponent != [1],
      (exponent.last ?? 0) & 1 == 1
    else {
      throw .badMember("e", reason: "is no usable exponent: take 65537, which is AQAB")
    }
    guard let last = modulus.last, last & 1 == 1 else { throw .notAKey("the modulus is even") }
    let material: Material
    do {
      material = .rsa(try _RSA.Signing.PublicKey(n: modulus, e: exponent))
    } catch {
      throw .notAKey("modulus and exponent were refused")
    }
    return Self(modulus: modulus, exponent: exponent, material: material)
  }

  /// Both numbers without leading zero octets.
  init(modulus: [UInt8], exponent: [UInt8], material: Material) {
    self.init(
      canonicalJSON: Self.canonicalJSON([
        ("e", Base64URL.encode(exponent)), ("kty", "RSA"), ("n", Base64URL.encode(modulus)),
      ]),
      material: material)
  }

  private static func ed25519Key(_ object: JSONObject) throws(JSONWebKeyError) -> Self {
    let curve = try object.requiredText("crv")
    guard curve == "Ed25519" else { throw .unsupported(member: "crv", value: curve) }
    let point = try object.requiredBytes("x", count: 32)
    guard !Ed25519SmallOrderPoints.contains(point) else {
      throw .notAKey("the point has a small order, so anybody could sign for it")
    }
    let material: Material
    do {
      material = .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: point))
    } catch {
      throw .notAKey("the point was refused")
    }
    return Self(
      canonicalJSON: canonicalJSON([
        ("crv", curve), ("kty", "OKP"), ("x", Base64URL.encode(point)),
      ]),
      material: material)
  }

  /// RFC 7638 §3.3; no value that gets here needs escaping.
  private static func canonicalJSON(_ members: [(name: String, value: String)]) -> [UInt8] {
    let pairs = members.map { "\"\($0.name)\":\"\($0.value)\"" }
    return Array("{\(pairs.joined(separator: ","))}".utf8)
  }
}

extension JSONObject {
  fileprivate func requiredText(_ name: String) throws(JSONWebKeyError) -> String {
    guard case .string(let text) = self[name] else { throw .missingMember(name) }
    let value = String(decoding: text, as: UTF8.self)
    // Swift's == unites what Unicode holds for equivalent: K and the Kelvin sign, for one.
    guard text.allSatisfy({ $0 < 0x80 }) else { throw .unsupported(member: name, value: value) }
    return value
  }

  fileprivate func requiredBytes(
    _ name: String, count: Int? = nil
  ) throws(JSONWebKeyError) -> [UInt8] {
    guard case .string(let text) = self[name] else { throw .missingMember(name) }
    let bytes: [UInt8]
    do {
      bytes = try Base64URL.decode(text)
    } catch {
      throw .badMember(name, reason: error.description)
    }
    if let count, bytes.count != count {
      throw .badMember(name, reason: "has \(bytes.count) bytes where \(count) are due")
    }
    return bytes
  }
}
