import Conformance
import Testing

@testable import AuthorityService

@Suite("The page of timeouts")
struct TimeoutsPageTests {
  @Test("docs/timeouts.md shows every time that can be set, with its default")
  func pageIsFresh() throws {
    let rows = TimeoutsConfiguration.Key.allCases.map { key in
      "| `timeouts.\(key.rawValue)` | \(DurationText.text(of: key.standard)) | \(key.meaning) | "
        + "\(key.clientSees) |"
    }
    try RenderedPage("docs/timeouts.md").hold(
      Self.introduction + rows.joined(separator: "\n") + Self.rest)
  }

  @Test("Each is within its own bounds", arguments: TimeoutsConfiguration.Key.allCases)
  func standards(key: TimeoutsConfiguration.Key) {
    #expect(key.range.contains(key.standard))
    #expect(!key.meaning.isEmpty && !key.clientSees.isEmpty)
  }

  private static let introduction = """
    # Timeouts

    Every wait in Chancery ends, by a time that is measured with a clock nobody sets. This page lists them;
    its first table is rendered from the configuration's own (`scripts/render-docs`). Why one budget for a
    request: [decision 28](decisions/0028-time-budgets.md).

    ## Requests and connections

    | key | default | what it limits | what the client sees |
    |---|---|---|---|

    """

  private static let rest = """


    A request's time begins when its head has come. Each step gets what is left and no more; a step that
    couldn't end in time isn't begun, so that an answer always says what is so. Only commits are never cut
    off: whether one took place would be unknown.

    A request's head has no time of its own: whoever trickles it holds a connection for `idle_connection`, as
    one does who says nothing. Connections are bounded in number: `listeners.acme.connections` (10,000) in
    all and `connections_per_address` (2,000) for one IPv4 address or IPv6 /64. One too many is closed at once.

    ## The other waits

    | key | default | what it limits | what the client sees |
    |---|---|---|---|
    | `queue.finalize_wait` | 2s | how long finalize waits for its certificate; not at all where the queue says that it can't come in time | `processing` with `Retry-After` |
    | `queue.longest_wait` | 10m | the longest predicted wait with which orders are accepted (newOrder: four fifths of it) | 503 `rateLimited` with `Retry-After` |
    | `queue.lease` | 30s | how long an issuer may hold a job before another takes it | nothing |
    | `hsm.tokens[].operation_timeout` | 5s | one call of the HSM; its lane is given up then | nothing: the job goes back to its place |
    | `validation.answer_wait` | 1s | how long the answer to a challenge waits for its validation; not at all where so many are under way that it can't come in time | the challenge `processing` |
    | `validation.retry_pauses` | 5s, 10s, … | the pauses between attempts at a challenge | `processing`, with `Retry-After` until the next attempt |
    | `validation.authorization_lifetime` | 30d | for how long a proof serves again | a new challenge |
    | (not set) | 10s | one attempt at a challenge, its look-ups and redirects included; CAA records of one name | the challenge `invalid`; from finalize, 503 or `caa` |
    | (not set) | 24h | how long an accepted order may wait for an HSM that is away | the order `invalid` |
    | (not set) | 7d | how long an order and its pending authorizations can be used | `invalid` |

    ## Clocks

    Two clocks are used, and never one for the other:

    - The **steady clock** (`SteadyClock`, CLOCK_MONOTONIC) measures waits: everything in the first table, forecasts, `Retry-After`,
      drain rates, finalize's wait, pauses. Setting the time of day changes none of them.
    - The **time of day** (`WallClock`) says what is written down: validity, expiry of orders and authorizations,
      leases, pauses of jobs and challenges that are kept in the database.

    When the time of day jumps by an hour:

    | what | forwards | backwards |
    |---|---|---|
    | nonces | unaffected: they are numbers of a window, without a time | unaffected |
    | requests, connections, forecasts, `Retry-After` | unaffected | unaffected |
    | leases | end early: a job in hand may be taken up twice; both sign the same recorded bytes, and one result is stored | jobs in hand go on; those of a dead process are free at its restart |
    | pauses between attempts | end early | measured by the steady clock once they have begun |
    | orders, authorizations | those within an hour of their end expire | live an hour longer |
    | certificates | validity begins an hour late or early, as the clock said when the serial number was reserved: within `backdate` (1h) nobody notices. Bytes that were reserved are signed as they are (law 1) | likewise |

    A clock that is wrong makes wrong certificates, and no CA can tell by itself: keep it by NTP, and alert
    on its offset.

    """
}
