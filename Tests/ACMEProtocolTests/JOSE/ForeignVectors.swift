/// Requests that another implementation signed (Python's cryptography, over OpenSSL), with the
/// thumbprint that it computed for the key.
enum ForeignVectors {
  struct Vector: Sendable {
    let algorithm: String
    let thumbprint: String
    let body: String
  }

  static let url = "https://ca.example/acme/new-account"
  static let nonce = "bm9uY2U"
  static let payload = #"{"termsOfServiceAgreed": true}"#

  static let all = [
    Vector(
      algorithm: "ES256",
      thumbprint: "GXmElEi2JwPDYZouSnOk-GyHuQBWqG-piChRn6O5iA4",
      body: """
        {"protected": "eyJhbGciOiAiRVMyNTYiLCAiandrIjogeyJrdHkiOiAiRUMiLCAiY3J2IjogIlAtMjU2I\
        iwgIngiOiAiUUVRZlM2QzRuMl9tenNLbG1ubFNYZWJuZTdwMFBNSkdoaXlfYmJzUnF0dyIsICJ5IjogIjQxc\
        VZmNldiVlJRRkxkUmFKbmpxb0l3d29DU0V3aENDSGVlSzR0WU1fU0kifSwgIm5vbmNlIjogImJtOXVZMlUiL\
        CAidXJsIjogImh0dHBzOi8vY2EuZXhhbXBsZS9hY21lL25ldy1hY2NvdW50In0", "payload": "eyJ0ZXJ\
        tc09mU2VydmljZUFncmVlZCI6IHRydWV9", "signature": "FRHfT4EfxouIm6dXS6dLqwOGgTpLTIRo3Q\
        tC3KPOE81JMBVcXfWdOOuVYTnQE58Q00RDu6CYxecdECTDRjcPuA"}
        """),
    Vector(
      algorithm: "ES384",
      thumbprint: "rfCkVIkyI1I0TlLInMI4mvbGgBbaWIXFQ3HEzkRAJIw",
      body: """
        {"protected": "eyJhbGciOiAiRVMzODQiLCAiandrIjogeyJrdHkiOiAiRUMiLCAiY3J2IjogIlAtMzg0I\
        iwgIngiOiAiLXFOeml1MGxtYlI2RGhwelJUVDFmU0wzNVMtYV9SSEZtcmRwYVJlSkRHelAxaEFhYlZWTzUtc\
        2RDampYVnZMdCIsICJ5IjogInVNZnN0dl9ISzl6dEJJbXhYSGVFLWtxNmZEVVFzcm5KeGktaWdnUEcwMDIwd\
        TBJMUpHTzQxRWd3MldtaHJWNTAifSwgIm5vbmNlIjogImJtOXVZMlUiLCAidXJsIjogImh0dHBzOi8vY2EuZ\
        XhhbXBsZS9hY21lL25ldy1hY2NvdW50In0", "payload": "eyJ0ZXJtc09mU2VydmljZUFncmVlZCI6IHR\
        ydWV9", "signature": "Ql4uTQzjJH1q7ZV18NMjpG0EHKi1PxWdtsQ5ukgD2TIzI31fyjYEW98K5JFc_P\
        yoF0VuUxCn3yqz67XxNhIdXNEqmwbyU1Wg0n1UHD0ToArQIe5eDeJ0pttpGrA0No-U"}
        """),
    Vector(
      algorithm: "RS256",
      thumbprint: "5rcd8sFNAkuq8WBttHOX5NnjEGu6KDc9NeqBC0vqNwQ",
      body: """
        {"protected": "eyJhbGciOiAiUlMyNTYiLCAiandrIjogeyJrdHkiOiAiUlNBIiwgIm4iOiAiMVcwLXpUN\
        lBtMDNpOU51U3dUNXIwM2hUTzcwbkRxYVM0YVJhSGpFRm1xQ09TbjlFekgtdG5NaWk0bUpwRkgyZHJFUGdxT\
        FRGeWloSndvOVVZNDFLYnkxcFZrcTdVS2oxR1ZYMUNfeEtYelRSQVd1M3A1QTJiMWlWM2M2dXJIRFo5eTNyT\
        DZKRkExWjNQNVpSVnI3Wjk0TWllbFJaamk5MVIzS3N5TXZZUnZwS2RhRXRucldGZ0lxMkVfYXpkR3dZSjBOT\
        HpiSUwybFJZVmlqUXZUeUZGNDVncEN4N0ktNExKSkpnZy1UUlhwWHhUNDBlNElrZkw2ZzcyZkV0UUhSdm12b\
        W00blhtamZhT2ZjcmpvQ2Z1Y1NGMzYtUUMxdDY4cXFTbUp1Zk9TTERvcDJIUU1nazZCS2VrVG1QN0tOXzkxa\
        XpobVRTbXpPZHlZalFKeDRGTEtRIiwgImUiOiAiQVFBQiJ9LCAibm9uY2UiOiAiYm05dVkyVSIsICJ1cmwiO\
        iAiaHR0cHM6Ly9jYS5leGFtcGxlL2FjbWUvbmV3LWFjY291bnQifQ", "payload": "eyJ0ZXJtc09mU2Vy\
        dmljZUFncmVlZCI6IHRydWV9", "signature": "Vh-AEKq1GNWfoUAMTZYzWaL3tf1MSZS_8NV5AvrBmq0\
        4vngbXxcLJiLPOfuBUeHJlaoBcN4IAS1kSScEYBz9wKPmbvcDxg29x2bnJ7FnKHMNdknc1aBYaNSpmg_-mFE\
        An4RXSz6k_Do1DOlBZIb9mONib4uDTFhcDrW2RCouNlLaQQT-SJPX-6XDJhULleGGWD7H-hKCRhfwmh-Ai_5\
        p07E0b8SfqdPFu0DufK9EcxBCfx9V7Zg13vjVM8LJb9d-6RRQR-5DG2d0r4Ld0r1SqfEWXEvG_lAdmYQ_m5x\
        Jg89eYc_V1sJPYt3vOCo1E-bfD4crCS54YF4E2H3-A41ERw"}
        """),
    Vector(
      algorithm: "EdDSA",
      thumbprint: "iwHIi5kghydE-UP_cxUxKXNNUkBkmlRFmzmVqUR72VE",
      body: """
        {"protected": "eyJhbGciOiAiRWREU0EiLCAiandrIjogeyJrdHkiOiAiT0tQIiwgImNydiI6ICJFZDI1N\
        TE5IiwgIngiOiAiSzlGS2o3ZFhRLVJyUTZ3UUw5OVhQSEhCUWZ2ODdSLXVIUC04UmpTTTB5QSJ9LCAibm9uY\
        2UiOiAiYm05dVkyVSIsICJ1cmwiOiAiaHR0cHM6Ly9jYS5leGFtcGxlL2FjbWUvbmV3LWFjY291bnQifQ", \
        "payload": "eyJ0ZXJtc09mU2VydmljZUFncmVlZCI6IHRydWV9", "signature": "G5uAcc9xEJyT7_e\
        TPsvoetIPDAEgYF_ENjn0wUVQbDCMw4xZPdRpqF7TQrv3Ys1Gh4EvBUW1kWYQfVlYpeP5AA"}
        """),
  ]
}
