import Conformance
import Testing
import Validation

/// RFC 8555 §8.3: redirects are followed, each target checked as the first was.
struct RedirectingTests {
  private static let path = "/.well-known/acme-challenge/token"
  private let start = "http://www.example.test\(path)"
  private let answer = "token.thumbprint"

  private func web(
    _ pages: [String: FetchedResponse], names: [String: [[String]]] = [:]
  ) throws -> StubWeb {
    let known = ["www.example.test": [["1.1.1.1"]], "other.test": [["2606:4700::2", "1.1.1.2"]]]
    return try StubWeb(names: known.merging(names) { $1 }, pages: pages)
  }

  private func outcome(in web: StubWeb) async -> ValidationOutcome {
    await HTTPChallengeValidator(resolver: web, fetcher: web)
      .validate(host: "www.example.test", token: "token", keyAuthorization: answer)
  }

  private func failure(in web: StubWeb) async throws -> ValidationFailure {
    guard case .invalid(let failure) = await outcome(in: web) else {
      throw ValidationFailure(.serverInternal, "the challenge was found valid")
    }
    return failure
  }

  @Test(.holds("8555/8.3/redirects"), arguments: [301, 302, 307, 308])
  func `follows, and keeps every hop as evidence`(status: Int) async throws {
    let web = try web([
      start: .redirect(status, to: "https://other.test/answers#x"),
      "https://other.test/answers": .redirect(status, to: "/answers/1"),
      "https://other.test/answers/1": .page(answer),
    ])
    guard case .valid(let evidence) = await outcome(in: web) else {
      Issue.record("\(await outcome(in: web))")
      return
    }
    #expect(
      web.requests == [
        "\(start) at 1.1.1.1", "https://other.test/answers at 2606:4700::2",
        "https://other.test/answers/1 at 2606:4700::2",
      ])
    #expect(
      evidence.observations == [
        "www.example.test has the addresses 1.1.1.1.",
        "\(start) at 1.1.1.1 port 80 redirected (status \(status)) to https://other.test/answers#x.",
        "other.test has the addresses 2606:4700::2, 1.1.1.2.",
        "https://other.test/answers at 2606:4700::2 port 443 redirected (status \(status)) to "
          + "/answers/1.",
        "other.test has the addresses 2606:4700::2, 1.1.1.2.",
        "https://other.test/answers/1 at 2606:4700::2 port 443 showed the key authorization.",
      ])
  }

  @Test(arguments: [300, 303, 304, 305, 306, 399])
  func `CA/B BR §3.2.2.4.19, follows no other status`(status: Int) async throws {
    let web = try web([start: .redirect(status, to: "http://other.test/")])
    let failure = try await failure(in: web)
    #expect(failure.kind == .incorrectResponse)
    #expect(
      failure.detail
        == "\(start) at 1.1.1.1 port 80: the answer has status \(status) instead of 200; of the "
        + "redirects only 301, 302, 307 and 308 are followed")
    #expect(web.requests.count == 1)
  }

  @Test func `says who redirected to what fails`() async throws {
    let web = try web([
      start: .redirect(to: "http://other.test/"), "http://other.test/": .page("wrong"),
    ])
    let failure = try await failure(in: web)
    #expect(failure.kind == .incorrectResponse)
    #expect(
      failure.detail
        == "http://other.test/ at 2606:4700::2 port 80: the answer is \"wrong\" but should be the "
        + "key authorization \"token.thumbprint\"; redirected there by http://www.example.test at "
        + "1.1.1.1 (status 302)")
  }

  @Test(arguments: [
    (nil, "(status 302), which is not followed: it has no Location field"),
    (
      "file:///etc/passwd", "to \"file:///etc/passwd\"), which is not followed: only http and https"
    ),
    ("http://other.test:22/", "port 22 is not permitted, only 80, 443"),
    ("http://127.0.0.1/", "only host names are, and it leads to an address"),
    ("http://\u{1b}[2J.test/", "to \"http://?[2J.test/\")"),
  ])
  func `says what was wrong with a redirect`(location: String?, words: String) async throws {
    let web = try web([start: .redirect(to: location)])
    let failure = try await failure(in: web)
    #expect(failure.kind == .incorrectResponse)
    #expect(failure.detail.hasPrefix("\(start) at 1.1.1.1 port 80: the answer is a redirect"))
    #expect(failure.detail.contains(words))
    #expect(web.requests.count == 1)
  }

  @Test(
    .holds("bad-input/redirect/itself"),
    arguments: [
      "", "http://www.example.test:80\(path)", "//WWW.example.test\(path)#again", "token", path,
    ])
  func `notices a redirect to itself`(location: String) async throws {
    let web = try web([start: .redirect(to: location)])
    let failure = try await failure(in: web)
    #expect(
      failure.detail.contains("has led here already")
        || failure.detail.contains("no URL of RFC 3986"))
    #expect(web.requests.count == 1)
  }

  @Test func `notices a loop of several hosts`() async throws {
    let web = try web([
      start: .redirect(to: "http://other.test/"), "http://other.test/": .redirect(to: start),
    ])
    let failure = try await failure(in: web)
    #expect(failure.detail.contains("has led here already"))
    #expect(web.requests.count == 2)
  }

  @Test(arguments: [10, 11])
  func `follows ten redirects and not one more`(count: Int) async throws {
    var pages = [start: FetchedResponse.redirect(to: "/1")]
    for number in 1..<count {
      pages["http://www.example.test/\(number)"] = .redirect(to: "/\(number + 1)")
    }
    pages["http://www.example.test/\(count)"] = .page(answer)
    let web = try web(pages)
    let outcome = await outcome(in: web)
    #expect(web.requests.count == 11)
    switch outcome {
    case .valid(let evidence):
      #expect(count == 10)
      #expect(evidence.observations.count == 22)
    case .invalid(let failure):
      #expect(count == 11)
      #expect(failure.kind == .incorrectResponse)
      #expect(failure.detail.contains("10 redirects in a row are the limit"))
      #expect(failure.detail.utf8.count <= 1027)
    }
  }

  @Test func `law 12, judges the addresses of each target`() async throws {
    let web = try web(
      [start: .redirect(to: "http://inside.test/"), "http://inside.test/": .page(answer)],
      names: ["inside.test": [["10.0.0.1"]]])
    let failure = try await failure(in: web)
    #expect(failure.kind == .connection)
    #expect(
      failure.detail
        == "No address of inside.test may be connected to: 10.0.0.1 is not public: private use "
        + "(10.0.0.0/8, RFC 1918); redirected there by http://www.example.test at 1.1.1.1 "
        + "(status 302)")
    #expect(web.requests.count == 1)
  }

  @Test func `law 12, judges anew what a name resolves to the second time`() async throws {
    let web = try web(
      [start: .redirect(to: "/again"), "http://www.example.test/again": .page(answer)],
      names: ["www.example.test": [["1.1.1.1"], ["127.0.0.1"]]])
    let failure = try await failure(in: web)
    #expect(failure.kind == .connection)
    #expect(failure.detail.contains("127.0.0.1 is not public: loopback"))
    #expect(web.requests == ["\(start) at 1.1.1.1"])
  }
}
