/// How a token is chosen among those of a module.
package enum TokenSelection: Sendable, Hashable {
  /// By its label, without the blanks that pad it. The usual way.
  case label(String)
  /// By its serial number, which alone is unique.
  case serial(String)
  /// By its slot, whose number may change from one start to the next.
  case slot(UInt)

  func selects(_ token: Token) -> Bool {
    switch self {
    case .label(let label): token.label == label
    case .serial(let serial): token.serial == serial
    case .slot(let id): token.slotID == id
    }
  }
}

extension TokenSelection: CustomStringConvertible {
  package var description: String {
    switch self {
    case .label(let label): "label \"\(label)\""
    case .serial(let serial): "serial \(serial)"
    case .slot(let id): "slot \(id)"
    }
  }
}
