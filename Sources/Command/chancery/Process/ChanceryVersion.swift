/// Which Chancery this is, for reports that are read long after.
enum ChanceryVersion {
  static let current = "0.3"
}
