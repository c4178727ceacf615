extension Metric {
  private static let token = Label("token", "the token's `name` in the configuration")

  package static let hsmSignatures = Metric(
    "chancery_hsm_signatures_total", .counter, unit: "signatures", labels: [token],
    help: "Signatures that the token has made, test signatures included.")

  package static let hsmSignatureRate = Metric(
    "chancery_hsm_signatures_per_second", .gauge, unit: "signatures a second", labels: [token],
    help: "Signatures that the token made in the last second or two, by the CA's own count.")

  package static let hsmErrors = Metric(
    "chancery_hsm_errors_total", .counter, unit: "failed calls",
    labels: [
      token,
      Label(
        "class",
        "what the CA does about it: `retry`, `newSession`, `newLogin`, `newModule`, "
          + "`fewerSessions`, `park`, `stop`; `stuck` for a call that did not return"),
      Label(
        "code", "the `CKR_` name, or why there is none: `parked`, `timeout`, `malformed`, `other`"),
    ],
    help: "Calls of the PKCS#11 module that failed or did not return in time.")

  package static let hsmLanes = Metric(
    "chancery_hsm_lanes", .gauge, unit: "sessions", labels: [token],
    help: "Sessions that are open and sign, now or as soon as there is work.")

  package static let hsmLanesBusy = Metric(
    "chancery_hsm_lanes_busy", .gauge, unit: "sessions", labels: [token],
    help: "Sessions that are signing at this moment.")

  package static let hsmLanesStuck = Metric(
    "chancery_hsm_lanes_stuck", .gauge, unit: "sessions", labels: [token],
    help: "Sessions whose call of the module has not returned in time.")

  package static let hsmWaiting = Metric(
    "chancery_hsm_waiting", .gauge, unit: "requests", labels: [token],
    help: "Requests for a signature that wait for a session.")

  package static let hsmSignatureSeconds = Metric(
    "chancery_hsm_signature_seconds", .histogram(upTo: Buckets.briefSeconds), unit: "seconds",
    labels: [
      token,
      Label(
        "part", "`waiting`: until a session took it; `service`: in the module and the device"),
    ],
    help: "How long a signature that went well took, waiting and service apart.")

  package static let tokenReady = Metric(
    "chancery_token_ready", .gauge, unit: "0 or 1", labels: [token],
    help: "Whether the token can sign: 1 if it is connected and has an open session.")

  package static let hsm = [
    hsmSignatures, hsmSignatureRate, hsmErrors, hsmLanes, hsmLanesBusy, hsmLanesStuck, hsmWaiting,
    hsmSignatureSeconds, tokenReady,
  ]
}
