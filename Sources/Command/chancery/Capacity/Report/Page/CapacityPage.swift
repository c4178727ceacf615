import AuthorityService
import CapacityModel
import ReportPages

/// The study as one page that needs nothing else.
struct CapacityPage {
  let study: CapacityStudy

  init(_ study: CapacityStudy) {
    self.study = study
  }

  /// The page, to be written to a file.
  var html: String { ReportPage(title: "Capacity of a CA", content: content).html }

  private var content: [Markup] {
    var content: [Markup] = [
      .header(study.answer, lead: "What the CA can issue, and what keeps it from more"),
      .tiles(tiles),
    ]
    content += study.notes.map { .tag("p", ["class": "warning"], $0) }
    if case .tokens(let tokens) = study.plan.signing, LanesPlot.isWorthwhile(tokens) {
      content.append(
        Markup.figure(
          "Certificates a second by lanes",
          caption:
            "Sessions of each token, logarithmic. The curve is what the HSM allows as measured, "
            + "the dashed lines what the machine allows; the lowest counts.",
          LanesPlot(plan: study.plan, tokens: tokens).markup))
    }
    if let forecast = study.forecast, forecast.longestQueue > 0 {
      content.append(
        Markup.figure(
          "A burst of \(CapacityWording.count(Double(forecast.burst.orders)))",
          caption: "Orders that wait for their certificates, over time.",
          DrainPlot(forecast: forecast, terms: study.plan.queue).markup))
    }
    content += tables
    return content + [.tag("footer", [:], "Made by chancery capacity \(Release.version).")]
  }

  private var tiles: [(number: String, meaning: String)] {
    let capacity = study.capacity
    var tiles = [
      (CapacityWording.rate(capacity.certificatesPerSecond), "certificates a second"),
      (CapacityWording.large(capacity.certificatesPerDay), "a day"),
      (capacity.limiting.shortName, "limits"),
    ]
    if let forecast = study.forecast {
      tiles.append(
        (CapacityWording.span(forecast.allDoneSeconds), "until the burst is served"))
    } else {
      tiles.append(
        (
          CapacityWording.rate(study.plan.certificate.signaturesPerCertificate),
          "signatures by the issuer's key a certificate"
        ))
    }
    return tiles
  }

  /// The same tables as in the text.
  private var tables: [Markup] {
    study.sections.map { section in
      var children: [Markup] = [
        .tag("h2", [:], section.title), table(section.table, columns: section.columns),
      ]
      children += section.remarks.map { .tag("p", ["style": "margin: 10px 0 4px"], $0) }
      if let supplement = section.supplement {
        // The first of its columns has a name, too.
        children.append(table(supplement, columns: Array(section.supplementColumns.dropFirst())))
      }
      return .tag("section", [:], children)
    }
  }

  private func table(_ table: TextTable, columns: [String]) -> Markup {
    let rows = table.rows.map { row in
      Markup.tag(
        "tr", [:],
        row.enumerated().map { column, cell in
          let style = table.side(of: column) == .left ? "text-align: left; white-space: normal" : ""
          return .tag("td", ["style": style], cell)
        })
    }
    return .table(columns: columns.isEmpty ? [] : [""] + columns, rows: rows)
  }
}
