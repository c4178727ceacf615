import Foundation

/// When arrivals are due, from the start of an open loop on.
///
/// The expected number of arrivals up to a moment rises with the stages' rates. Even arrivals are due
/// where it reaches whole numbers; Poisson arrivals where it has risen by exponentially distributed
/// steps, which is the process of independent clients also where the rate changes.
struct ArrivalSchedule: Sequence, IteratorProtocol, Sendable {
  private let stages: [LoadStage]
  private let spacing: ArrivalSpacing
  private var dice: SeededGenerator
  private var stage = 0
  /// Where the present stage begins: time, and arrivals expected before it.
  private var stageStart = 0.0
  private var stageLevel = 0.0
  /// How many arrivals are expected before the next one.
  private var level = 0.0

  init(stages: [LoadStage], spacing: ArrivalSpacing, seed: UInt64) {
    self.stages = stages
    self.spacing = spacing
    dice = SeededGenerator(seed: seed)
    if spacing == .poisson { level = step() }
  }

  /// The next moment; nil when the last stage is over.
  mutating func next() -> Duration? {
    while stage < stages.count, level - stageLevel >= stages[stage].expectedArrivals {
      stageLevel += stages[stage].expectedArrivals
      stageStart += stages[stage].duration / .seconds(1)
      stage += 1
    }
    guard stage < stages.count else { return nil }
    let moment = stageStart + Self.time(of: level - stageLevel, in: stages[stage])
    level += step()
    return .seconds(moment)
  }

  private mutating func step() -> Double {
    switch spacing {
    case .even: 1
    case .poisson: -log(1 - Double.random(in: 0..<1, using: &dice))
    }
  }

  /// After how many seconds of the stage so many arrivals are expected.
  ///
  /// It solves `start·t + (end − start)/2d·t² = arrivals`, in the form that needs no division by a slope
  /// of zero.
  private static func time(of arrivals: Double, in stage: LoadStage) -> Double {
    let seconds = stage.duration / .seconds(1)
    let slope = (stage.endRate - stage.startRate) / seconds
    let root = (stage.startRate * stage.startRate + 2 * slope * arrivals).squareRoot()
    guard arrivals > 0 else { return 0 }
    return Swift.min(2 * arrivals / (stage.startRate + root), seconds)
  }
}
