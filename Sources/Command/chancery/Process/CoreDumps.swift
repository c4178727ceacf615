import Glibc

/// Core files would hold PINs and keys (law 10), so none are written.
enum CoreDumps {
  /// Forbids core files from now on, for good.
  ///
  /// One byte is too little for a core file and is the limit at which Linux also spares the programs
  /// that cores are piped to (core(5)); zero would not stop those.
  static func forbid() {
    var limit = rlimit(rlim_cur: 1, rlim_max: 1)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
  }
}
