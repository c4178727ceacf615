extension Metric {
  package static let queueJobs = Metric(
    "chancery_queue_jobs", .gauge, unit: "orders",
    labels: [Label("class", "the priority class: `renewal`, `normal`, `bulk`")],
    help: "Accepted orders that wait for their certificate or are being worked on.")

  package static let queueOldestAge = Metric(
    "chancery_queue_oldest_age_seconds", .gauge, unit: "seconds",
    help: "How long ago the oldest of them was accepted; 0 if there is none.")

  package static let queueDrainRate = Metric(
    "chancery_queue_drain_rate", .gauge, unit: "orders a second",
    help:
      "Orders that can leave the queue in a second while there are enough, as measured over the "
      + "window that waits are predicted by; 0 while nothing is signed.")

  package static let queueWait = Metric(
    "chancery_queue_wait_seconds", .histogram(upTo: Buckets.longSeconds), unit: "seconds",
    help: "How long orders waited in fact, from finalize to their end.")

  package static let queuePredictedWait = Metric(
    "chancery_queue_predicted_wait_seconds", .histogram(upTo: Buckets.longSeconds),
    unit: "seconds",
    help: "How long orders were expected to wait when finalize accepted them.")

  package static let admissionsRefused = Metric(
    "chancery_admissions_refused_total", .counter, unit: "requests",
    labels: [
      Label(
        "reason",
        "`longestWait`: the wait would be longer than `longest_wait`; `capacity`: the queue is full; "
          + "`outage`: nothing can be signed")
    ],
    help: "Orders that were refused with 503 at newOrder or finalize, before anything was accepted."
  )

  package static let queue = [
    queueJobs, queueOldestAge, queueDrainRate, queueWait, queuePredictedWait, admissionsRefused,
  ]
}
