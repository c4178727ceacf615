import AuthorityModel
import Testing

@Suite("The measured drain rate")
struct DrainMeterTests {
  /// Lanes that each take the same time for a job, fed as fast as is wanted.
  private struct Line {
    var meter: DrainMeter
    var now = Duration.zero

    /// Ends jobs at a steady rate while there is more than enough work.
    mutating func work(_ count: Int, each interval: Duration, leaving left: Int = 1000) {
      for _ in 0..<count {
        now += interval
        meter.jobEnded(leaving: left, at: now)
      }
    }
  }

  @Test(
    "is the line's throughput under load, whatever was guessed",
    arguments: [(1, 3), (8, 3), (32, 3), (2, 40)], [Duration.milliseconds(1), .seconds(1)])
  func throughput(line: (laneCount: Int, milliseconds: Int), guess: Duration) throws {
    var run = Line(meter: DrainMeter(laneCount: line.laneCount, serviceTime: guess))
    run.meter.jobsAre(1000, at: .zero)
    let interval = Duration.milliseconds(line.milliseconds) / line.laneCount
    // A guess is worth four jobs.
    run.work(4000, each: interval)
    let rate = try #require(run.meter.jobsPerSecond(at: run.now))
    let actual = Double(line.laneCount) * 1000 / Double(line.milliseconds)
    #expect(abs(rate / actual - 1) < 0.05, "\(rate) for \(actual)")
  }

  @Test("is guessed from the lanes and one signature's time before anything was measured")
  func guessed() throws {
    let meter = DrainMeter(laneCount: 8, serviceTime: .milliseconds(4))
    let rate = try #require(meter.jobsPerSecond(at: .seconds(100)))
    #expect(abs(rate - 2000) < 1)
  }

  @Test("Idle time is no slowness, and one job at a time doesn't make eight lanes look like one")
  func idleness() throws {
    var run = Line(meter: DrainMeter(laneCount: 8, serviceTime: .milliseconds(4)))
    for _ in 0..<200 {
      // A job comes, takes its 4 ms, and nothing comes for a minute.
      run.meter.jobsAre(1, at: run.now)
      run.now += .milliseconds(4)
      run.meter.jobEnded(leaving: 0, at: run.now)
      run.now += .seconds(60)
    }
    let rate = try #require(run.meter.jobsPerSecond(at: run.now))
    #expect(abs(rate - 2000) < 50, "\(rate)")
  }

  @Test(
    "leaves out a burst's way through the line, whose first clients would be told to wait too long",
    arguments: [1, 8, 32])
  func beginning(laneCount: Int) throws {
    let lane = Duration.milliseconds(50) * laneCount
    var run = Line(meter: DrainMeter(laneCount: laneCount, serviceTime: lane))
    run.meter.jobsAre(1000, at: .zero)
    // One that came alone is through at once, the others only once every lane has been filled.
    run.work(1, each: .milliseconds(50))
    run.now += lane - .milliseconds(50)
    for count in 1...80 {
      run.work(1, each: .milliseconds(50))
      let rate = try #require(run.meter.jobsPerSecond(at: run.now))
      #expect(abs(rate / 20 - 1) < 0.01, "\(rate) after \(count)")
    }
  }

  @Test(
    "is that of lanes that end together, however few rounds of them a burst takes",
    arguments: [1, 2, 3, 4, 20])
  func rounds(count: Int) throws {
    var run = Line(meter: DrainMeter(laneCount: 8, serviceTime: .milliseconds(100)))
    for _ in 0..<10 {
      run.meter.jobsAre(8 * count, at: run.now)
      for left in (0..<8 * count).reversed() {
        if left % 8 == 7 { run.now += .milliseconds(100) }
        run.meter.jobEnded(leaving: left, at: run.now)
      }
      run.now += .seconds(60)
    }
    let rate = try #require(run.meter.jobsPerSecond(at: run.now))
    #expect(abs(rate / 80 - 1) < 0.05, "\(rate)")
  }

  @Test("follows the line when it becomes slower or faster, within its window")
  func changes() throws {
    var run = Line(meter: DrainMeter(laneCount: 1, serviceTime: .milliseconds(3)))
    run.meter.jobsAre(1000, at: .zero)
    run.work(10_000, each: .milliseconds(3))
    run.work(400, each: .milliseconds(30))
    let slow = try #require(run.meter.jobsPerSecond(at: run.now))
    #expect(abs(slow * 0.03 - 1) < 0.05, "\(slow)")
    run.work(5000, each: .milliseconds(3))
    let fast = try #require(run.meter.jobsPerSecond(at: run.now))
    #expect(abs(fast * 0.003 - 1) < 0.05, "\(fast)")
  }

  @Test("is nil once nothing has drained for a while, and as before when it goes on")
  func outage() throws {
    var run = Line(meter: DrainMeter(laneCount: 4, serviceTime: .milliseconds(4)))
    run.meter.jobsAre(1000, at: .zero)
    run.work(5000, each: .milliseconds(1))
    #expect(run.meter.outage(at: run.now + .seconds(4)) == nil)
    run.now += .seconds(600)
    #expect(run.meter.jobsPerSecond(at: run.now) == nil)
    let outage = try #require(run.meter.outage(at: run.now))
    #expect(abs(outage.inSeconds - 600) < 0.01)
    #expect(abs(run.meter.lastJobsPerSecond / 1000 - 1) < 0.05)
    // The first that is signed ends the outage, which isn't counted as slowness.
    run.work(1, each: .milliseconds(1))
    let rate = try #require(run.meter.jobsPerSecond(at: run.now))
    #expect(abs(rate / 1000 - 1) < 0.05, "\(rate)")
  }

  @Test("doesn't take a slow line for one that stands still")
  func slowLine() throws {
    var run = Line(meter: DrainMeter(laneCount: 1, serviceTime: .seconds(2)))
    run.meter.jobsAre(10, at: .zero)
    run.work(20, each: .seconds(2), leaving: 10)
    #expect(run.meter.outage(at: run.now + .seconds(20)) == nil)
    #expect(run.meter.outage(at: run.now + .seconds(60)) != nil)
  }

  @Test("An hour without work, and the work after it, begin no outage")
  func fresh() {
    var meter = DrainMeter(laneCount: 1, serviceTime: .milliseconds(3))
    meter.jobsAre(0, at: .zero)
    meter.jobsAre(1, at: .seconds(3600))
    #expect(meter.outage(at: .seconds(3601)) == nil)
  }
}
