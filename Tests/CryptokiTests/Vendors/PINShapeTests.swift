import Cryptoki
import Testing

@Suite("The shape of a PIN")
struct PINShapeTests {
  private static let password8 = "pass-wor"

  @Test(
    "is found wrong before the PIN is sent, and nothing of it is told",
    arguments: [
      (.softhsm, "1234", nil),
      (.softhsm, "zq8", "the PIN has 3 bytes; it must have 4 to 255 bytes"),
      (
        .cloudhsm, "zq8secret",
        "the PIN has no colon; it must be USER:PASSWORD, the user's name and the password"
      ),
      (
        .cloudhsm, ":zq8secret",
        "the user's name before the colon has 0 bytes; it must have 1 to 31 bytes (the PIN is "
          + "USER:PASSWORD)"
      ),
      (
        .cloudhsm, "crypto_user:zq8",
        "the password after the colon has 3 bytes; it must have 8 to 32 bytes (the PIN is "
          + "USER:PASSWORD)"
      ),
      (.cloudhsm, "crypto_user:zq8:secret", nil),
      (
        .yubihsm, "zq8password",
        "the PIN doesn't begin with four hexadecimal digits; it must be the number of the "
          + "authentication key, as 0001, and the password right behind it"
      ),
      (
        .yubihsm, "0aF1zq8",
        "the password behind the four digits of the key's number has 3 bytes; it must have 8 to "
          + "64 bytes"
      ),
      (.yubihsm, "0001password", nil),
      (.opencryptoki, "123456789", "the PIN has 9 bytes; it must have 4 to 8 bytes"),
      (.googlekms, "", nil), (.nss, "", nil), (.generic, "anything", nil),
    ] as [(HSMVendor, String, String?)])
  func faults(vendor: HSMVendor, pin: String, expected: String?) {
    let fault = VendorProfile.named(vendor).pinShape.fault(of: PIN(pin))
    #expect(fault == expected)
    #expect(fault?.contains("zq8") != true)
  }

  @Test("has a mend that names the place", arguments: HSMVendor.allCases)
  func mends(vendor: HSMVendor) {
    #expect(VendorProfile.named(vendor).pinShape.mend(at: "/run/pin").contains("/run/pin"))
  }
}
