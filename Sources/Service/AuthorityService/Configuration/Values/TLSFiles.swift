/// The files of a TLS server certificate, as absolute paths.
package struct TLSFiles: Sendable, Equatable {
  package let certificate: Located<String>
  package let key: Located<String>
}
