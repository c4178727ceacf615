package import Cryptoki

extension VendorProfile {
  /// The vendor's habits in one line: `wants USER:PASSWORD as PIN; read-write sessions only`.
  package var habits: String {
    var habits = [pinShape.expectation]
    if sessionAccess == .readWrite { habits.append("signs in read-write sessions only") }
    if let sessionLimit { habits.append("at most \(sessionLimit) sessions a program") }
    if pauseBetweenOpenings > .zero {
      habits.append("wants \(pauseBetweenOpenings) between openings of sessions")
    }
    if let keepAliveInterval {
      habits.append("idle sessions die unless used every \(keepAliveInterval)")
    }
    return habits.joined(separator: "; ")
  }
}
