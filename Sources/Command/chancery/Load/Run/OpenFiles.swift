import Glibc

/// A thousand orders under way are a thousand sockets, more than a shell allows at first.
enum OpenFiles {
  /// Allows this process as many files as it may allow itself.
  static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
