internal import AuthorityModel
internal import Foundation

extension Samples {
  /// A certificate for `a.test` and `*.b.test`, made with OpenSSL.
  static let leafDER = Array(Data(base64Encoded: leafText) ?? Data())

  static let leaf = CertificateReference(
    issuerKeyIdentifier: [
      0x63, 0x95, 0x88, 0x84, 0x74, 0xbd, 0xa6, 0xe6, 0x8b, 0x9d, 0xe1, 0xf3, 0x55, 0xc0, 0xe5,
      0x41, 0xab, 0xd0, 0xef, 0x6a,
    ], serial: leafSerial)

  /// Of the key that ``request`` asks for.
  static let leafKey = KeyFingerprint(ofSubjectPublicKeyInfo: request.subjectPublicKeyInfo)

  private static let leafSerial =
    SerialNumber(text: "4102030405060708090a0b0c0d0e0f10") ?? serial()

  private static let leafText = """
    MIIBbTCCARKgAwIBAgIQQQIDBAUGBwgJCgsMDQ4PEDAKBggqhkjOPQQDAjANMQswCQYDVQQDDAJyMTAgFw0yNjEx\
    MjYwMjEyNTlaGA8yMTI2MTEwMjAyMTI1OVowADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFKtjeoxQIRzjrdf\
    6UT/zKQVmKaJqUD2RsCYWS9I0VSOvzg1WFYVosngXtGKXr7Iogix0upX8/lNeZjcbcHKMHGjXzBdMBsGA1UdEQQU\
    MBKCBmEudGVzdIIIKi5iLnRlc3QwHwYDVR0jBBgwFoAUY5WIhHS9puaLneHzVcDlQavQ72owHQYDVR0OBBYEFB/z\
    El1W5+RSIhV+b1BS/o0RQcZQMAoGCCqGSM49BAMCA0kAMEYCIQD7xRjq5JASsZTmqzbKM4fi9oS2Z7M/8luK67GO\
    ItCGMAIhANuErYxxomB7UCDOQFUiBx4JMoXbJs0J+hc1pmghpLrG
    """
}
