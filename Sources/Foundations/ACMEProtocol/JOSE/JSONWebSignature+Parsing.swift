extension JSONWebSignature {
  /// The request that `body` holds.
  ///
  /// - Throws: ``JWSError``, whose text names the field at fault.
  package init(parsing body: [UInt8]) throws(JWSError) {
    try self.init(try JWSEnvelope(parsing: body))
  }

  /// The request that `envelope` holds.
  ///
  /// - Throws: ``JWSError``, whose text names the field at fault.
  package init(_ envelope: JWSEnvelope) throws(JWSError) {
    try envelope.requireNoExtension()
    algorithm = try envelope.algorithm
    nonce = try envelope.nonce
    url = try envelope.url
    keyReference = try envelope.keyReference
    payload = try envelope.decodedPayload
    self.envelope = envelope
  }
}
