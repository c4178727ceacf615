import AsyncHTTPClient
import CapacityModel
import Foundation
import HSMDiagnostics
import NIOCore
import NIOHTTP1

/// Reads the metrics of a running CA, several times.
struct LiveReader {
  private static let limitInBytes = 16 << 20
  private static let timeout = TimeAmount.seconds(5)
  /// How often lanes are looked at in between.
  private static let looks = 20

  /// Why there is nothing to compare with.
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  let url: String

  /// - Parameter url: Of the operations listener, with or without `/metrics`.
  init?(_ url: String) {
    guard let parsed = URL(string: url), ["http", "https"].contains(parsed.scheme),
      parsed.host()?.isEmpty == false
    else { return nil }
    let trimmed = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.url = trimmed.hasSuffix("/metrics") ? trimmed : trimmed + "/metrics"
  }

  /// Watches the CA for a while.
  func observation(for pause: Duration) async throws(Problem) -> LiveObservation {
    let client = HTTPClient(eventLoopGroupProvider: .singleton)
    do {
      var pages: [(seconds: Double, text: MetricsText)] = []
      let start = MonotonicTime.now
      for look in 0...Self.looks {
        if look > 0 { try await Task.sleep(for: pause / Self.looks) }
        let page = try await page(by: client)
        pages.append((MonotonicTime.now.seconds(since: start), page))
      }
      try? await client.shutdown()
      return try LiveObservation(pages)
    } catch {
      try? await client.shutdown()
      throw problem(error)
    }
  }

  private func page(by client: HTTPClient) async throws -> MetricsText {
    let response = try await client.execute(HTTPClientRequest(url: url), timeout: Self.timeout)
    guard response.status == .ok else {
      throw Problem(
        description:
          "\(url) answered \(response.status.code). Name the CA's operations listener, as "
          + "http://127.0.0.1:14001.")
    }
    let body = try await response.body.collect(upTo: Self.limitInBytes)
    return try MetricsText(String(buffer: body))
  }

  private func problem(_ error: any Error) -> Problem {
    let mend = "Name the operations listener of a CA that runs, as http://127.0.0.1:14001."
    return switch error {
    case let problem as Problem:
      problem
    case let fault as MetricsText.Fault:
      Problem(description: "\(url) is no page of metrics: \(fault). \(mend)")
    case let fault as LiveObservation.Fault:
      Problem(description: "\(url)\(Self.words(fault, mend: mend))")
    case is NIOTooManyBytesError:
      Problem(description: "\(url) answered more than \(Self.limitInBytes) bytes. \(mend)")
    case let error as HTTPClientError:
      Problem(description: "\(url) can't be reached: \(error.shortDescription). \(mend)")
    default:
      Problem(description: "\(url) can't be reached: \(Self.words(error)). \(mend)")
    }
  }

  private static func words(_ fault: LiveObservation.Fault, mend: String) -> String {
    switch fault {
    case .missing(let name): " has no \(name), so it isn't a Chancery's. \(mend)"
    case .restarted: ": the CA was started anew meanwhile. Try again."
    case .tooShort: ": no time passed between two looks. Give a longer --pause."
    }
  }

  /// What the system said, on one line.
  private static func words(_ error: any Error) -> String {
    if let error = error as? IOError { return String(cString: strerror(error.errnoCode)) }
    return "\(error)".split(separator: "\n").joined(separator: " ")
  }
}
