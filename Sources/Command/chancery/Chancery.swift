@main
struct Chancery {
  static func main() {}
}
