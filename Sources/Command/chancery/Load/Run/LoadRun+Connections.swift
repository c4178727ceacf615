import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

extension LoadRun {
  /// Runs with an HTTP client for each server, which are shut down at the end.
  func withClients<Value: Sendable>(
    _ servers: [LoadServer], _ group: MultiThreadedEventLoopGroup,
    _ body: ([HTTPClient]) async throws -> Value
  ) async throws -> Value {
    let clients = servers.map {
      HTTPClient(eventLoopGroup: group, configuration: configuration(for: $0))
    }
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(try await body(clients))
    } catch {
      outcome = .failure(error)
    }
    for client in clients { try await client.shutdown() }
    return try outcome.get()
  }

  /// Runs with what solves each server's challenges: responders are stopped at the end.
  func withSolvers<Value: Sendable>(
    _ group: MultiThreadedEventLoopGroup, _ body: ([ChallengeSolver]) async throws -> Value
  ) async throws -> Value {
    switch scenario.challenge {
    case .dns01Hook(let program):
      let solver = ChallengeSolver.dns01(DNSHook(program: program))
      return try await body([solver, solver])
    case .dns01TestServer(let url):
      let http = HTTPClient(eventLoopGroup: group)
      return try await shutting(down: http) {
        let solver = ChallengeSolver.dns01(ChallengeTestServer(url: url, http: http))
        return try await body([solver, solver])
      }
    case .http01:
      // Tokens are random, so that both servers may ask the same responder.
      let tokens = ChallengeTokens()
      let ports = Set([scenario.server.httpPort] + (scenario.rival.map { [$0.httpPort] } ?? []))
      var responders: [ChallengeResponder] = []
      let outcome: Result<Value, any Error>
      do {
        for port in ports.sorted() {
          responders.append(
            try await ChallengeResponder(port: port, tokens: tokens, group: group))
        }
        outcome = .success(try await body([.http01(tokens), .http01(tokens)]))
      } catch {
        outcome = .failure(error)
      }
      for responder in responders { await responder.stop() }
      return try outcome.get()
    }
  }

  private func shutting<Value: Sendable>(
    down http: HTTPClient, _ body: () async throws -> Value
  ) async throws -> Value {
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(try await body())
    } catch {
      outcome = .failure(error)
    }
    try await http.shutdown()
    return try outcome.get()
  }

  private func configuration(for server: LoadServer) -> HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    switch server.trust {
    case .system: break
    case .file(let path): tls.trustRoots = .file(path)
    case .anybody: tls.certificateVerification = .none
    }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(10)))
    // HTTP/1.1 costs this process and the server less CPU, and connections are reused.
    configuration.httpVersion = .http1Only
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = scenario.connections
    // A server that is down is asked again by ACMEClient, which knows the patience.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}
