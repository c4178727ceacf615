extension Metric {
  package static let processCPU = Metric(
    "process_cpu_seconds_total", .counter, unit: "seconds",
    help: "Processor time of all threads, in user and system mode.")

  package static let processMemory = Metric(
    "process_resident_memory_bytes", .gauge, unit: "bytes", help: "Memory that is resident.")

  package static let processOpenFiles = Metric(
    "process_open_fds", .gauge, unit: "descriptors", help: "File descriptors that are open.")

  package static let processFileLimit = Metric(
    "process_max_fds", .gauge, unit: "descriptors",
    help: "File descriptors that may be open at once.")

  package static let processStart = Metric(
    "process_start_time_seconds", .gauge, unit: "seconds since 1970",
    help: "When the process started.")

  package static let build = Metric(
    "chancery_build_info", .gauge, unit: "1",
    labels: [Label("version", "what `chancery --version` says")],
    help: "Always 1; the label says which version is running.")

  package static let process = [
    processCPU, processMemory, processOpenFiles, processFileLimit, processStart, build,
  ]
}
