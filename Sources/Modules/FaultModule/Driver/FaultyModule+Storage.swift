import FaultScenario
import Foundation

extension FaultyModule {
  func storeState() {}
  func restoreState() {}
}
