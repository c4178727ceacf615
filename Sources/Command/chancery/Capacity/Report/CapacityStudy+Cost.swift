import CapacityModel
import ReportPages

extension CapacityStudy {
  /// What one certificate takes, over its whole life.
  var costSection: ReportSection {
    let certificate = plan.certificate
    var table = TextTable(.left, .left)
    let key = ["the issuer's", keyType, "key"].compactMap(\.self).joined(separator: " ")
    table.add(
      "signatures",
      certificate.hasCertificateTransparency
        ? "2 by \(key): precertificate and certificate" : "1 by \(key)")
    table.add("OCSP", statusWords)
    table.add("CRLs", listWords)
    table.add(
      "CPU",
      "\(CapacityWording.milliseconds(plan.processorMilliseconds)), of which "
        + "\(CapacityWording.milliseconds(plan.signingMilliseconds)) for signatures")
    table.add(
      "database",
      "\(CapacityWording.plain(plan.machine.writesPerCertificate)) writes, "
        + "\(CapacityWording.rate(plan.syncsPerCertificate)) fsyncs where "
        + "\(CapacityWording.number(plan.ordersUnderWay, "order")) are under way at once")
    return ReportSection(title: "What a certificate takes", table: table)
  }

  private var statusWords: String {
    let certificate = plan.certificate
    let count = CapacityWording.rate(certificate.responsesPerCertificate)
    let pace = "one every \(CapacityWording.span(certificate.responseSeconds)) of its life"
    return switch certificate.statusResponses {
    case .off: "none"
    case .onDemand: "\(count) signatures by the issuer's key, \(pace)"
    case .delegated: "\(count) signatures by a key in software, \(pace), none by the HSM"
    }
  }

  private var listWords: String {
    let certificate = plan.certificate
    guard certificate.revocationLists > 0 else { return "none" }
    let live = certificate.liveCertificates(at: capacity.certificatesPerSecond)
    let entries = live * certificate.revokedShare / Double(certificate.revocationLists)
    return "\(CapacityWording.number(certificate.revocationLists, "signature")) every "
      + "\(CapacityWording.span(certificate.listSeconds)), however many are issued; "
      + "at capacity a list has \(CapacityWording.large(entries)) entries"
  }
}
