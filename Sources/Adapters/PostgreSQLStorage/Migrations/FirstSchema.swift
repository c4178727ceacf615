/// The tables, with what they are for in `docs/decisions/0034-postgresql-schema.md`.
///
/// A column `…_by` names the very write that last did this to the row (``WriteID``).
extension SchemaMigration {
  static let firstSchema = SchemaMigration(
    number: 1, name: "first schema", oldestProcess: 1,
    statements: accountTables + orderTables + certificateTables + queueTables + functions)

  private static let accountTables = [
    """
    CREATE TABLE accounts (
      id uuid PRIMARY KEY,
      key_thumbprint bytea NOT NULL,
      key bytea NOT NULL,
      contacts text NOT NULL,
      has_agreed_to_terms boolean NOT NULL,
      agreed_terms text,
      created_at bigint NOT NULL,
      status text NOT NULL,
      is_bulk boolean NOT NULL,
      written_by uuid
    )
    """,
    "CREATE UNIQUE INDEX accounts_by_key ON accounts (key_thumbprint)",
    """
    CREATE TABLE agreements (
      account uuid NOT NULL,
      terms text NOT NULL,
      agreed_at bigint NOT NULL,
      PRIMARY KEY (account, terms)
    )
    """,
  ]

  private static let orderTables = [
    """
    CREATE TABLE orders (
      id uuid PRIMARY KEY,
      account uuid NOT NULL,
      identifiers text NOT NULL,
      authorizations uuid[] NOT NULL,
      profile text NOT NULL,
      requested_not_before bigint,
      requested_not_after bigint,
      replaces bytea,
      replaces_issuer_key bytea,
      urgent_from bigint,
      created_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      state text NOT NULL,
      serial bytea,
      failure text,
      accepted_by uuid,
      job_number bigint,
      ended_by uuid
    ) PARTITION BY RANGE (id)
    """,
    "CREATE INDEX orders_of_account ON orders (account, id)",
    "CREATE INDEX orders_by_replaced ON orders (replaces) WHERE replaces IS NOT NULL",
    "CREATE TABLE orders_other PARTITION OF orders DEFAULT",
    """
    CREATE TABLE authorizations (
      id uuid PRIMARY KEY,
      account uuid NOT NULL,
      identifier text NOT NULL,
      is_wildcard boolean NOT NULL,
      state text NOT NULL,
      expires_at bigint NOT NULL,
      challenges text NOT NULL,
      evidence text,
      is_in_validation boolean NOT NULL,
      written_by uuid
    ) PARTITION BY RANGE (id)
    """,
    """
    CREATE INDEX authorizations_live
      ON authorizations (account, identifier, is_wildcard, expires_at)
      WHERE state IN ('pending', 'valid') AND NOT is_in_validation
    """,
    """
    CREATE INDEX authorizations_in_validation ON authorizations (id) WHERE is_in_validation
    """,
    "CREATE TABLE authorizations_other PARTITION OF authorizations DEFAULT",
  ]

  private static let certificateTables = [
    """
    CREATE TABLE certificates (
      serial bytea PRIMARY KEY,
      issuer text NOT NULL,
      account uuid NOT NULL,
      order_id uuid NOT NULL,
      not_before bigint NOT NULL,
      not_after bigint NOT NULL,
      key_fingerprint bytea NOT NULL,
      tbs bytea,
      der bytea,
      CHECK (tbs IS NULL OR der IS NULL)
    ) PARTITION BY RANGE (serial)
    """,
    "CREATE INDEX certificates_by_key ON certificates (key_fingerprint)",
    // Serial numbers that begin with no time. Months are added beside them, and never look at them.
    "CREATE TABLE certificates_other PARTITION OF certificates DEFAULT",
    """
    CREATE TABLE certificates_timed PARTITION OF certificates FOR VALUES FROM ('\\x20') TO ('\\x30')
      PARTITION BY RANGE (serial)
    """,
    "CREATE TABLE certificates_timed_other PARTITION OF certificates_timed DEFAULT",
    """
    CREATE TABLE revocations (
      serial bytea PRIMARY KEY,
      issuer text NOT NULL,
      not_after bigint NOT NULL,
      revoked_at bigint NOT NULL,
      reason bigint NOT NULL,
      source text NOT NULL,
      account uuid,
      changed_at bigint NOT NULL,
      written_by uuid NOT NULL
    )
    """,
    """
    CREATE TABLE blocked_keys (
      fingerprint bytea PRIMARY KEY,
      cause text NOT NULL,
      blocked_at bigint NOT NULL,
      serial bytea,
      note text,
      written_by uuid NOT NULL
    )
    """,
    """
    CREATE TABLE unblockings (
      written_by uuid PRIMARY KEY,
      fingerprint bytea NOT NULL,
      unblocked_at timestamptz NOT NULL DEFAULT now()
    )
    """,
  ]

  private static let queueTables = [
    "CREATE SEQUENCE job_numbers",
    // Claims and reservations touch no indexed column, so that they stay on their page.
    """
    CREATE TABLE jobs (
      number bigint PRIMARY KEY,
      class bigint NOT NULL,
      place bigint NOT NULL,
      pace bigint NOT NULL,
      order_id uuid NOT NULL,
      account uuid NOT NULL,
      subject_public_key_info bytea NOT NULL,
      names text NOT NULL,
      profile text NOT NULL,
      requested_not_before bigint,
      requested_not_after bigint,
      caa_checked_at bigint,
      accepted_at bigint NOT NULL,
      attempts bigint NOT NULL DEFAULT 0,
      excused_attempts bigint NOT NULL DEFAULT 0,
      was_lost boolean NOT NULL DEFAULT false,
      is_on_trial boolean NOT NULL DEFAULT false,
      holder uuid,
      held_by uuid,
      claimable_at bigint NOT NULL DEFAULT 0,
      serial bytea,
      issuer text,
      not_before bigint,
      not_after bigint,
      tbs bytea
    ) WITH (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.02,
      autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.2)
    """,
    "CREATE UNIQUE INDEX jobs_by_order ON jobs (order_id)",
    "CREATE INDEX jobs_in_order ON jobs (class, place, number)",
    "CREATE INDEX jobs_of_account ON jobs (account, class, pace)",
    """
    CREATE TABLE set_aside_jobs (
      order_id uuid PRIMARY KEY,
      account uuid NOT NULL,
      number bigint NOT NULL,
      class bigint NOT NULL,
      place bigint NOT NULL,
      accepted_at bigint NOT NULL,
      set_aside_at bigint NOT NULL,
      tries bigint NOT NULL,
      reason text NOT NULL,
      written_by uuid NOT NULL
    )
    """,
    "CREATE INDEX set_aside_jobs_by_time ON set_aside_jobs (set_aside_at, number)",
    "CREATE TABLE write_health (touched bigint NOT NULL)",
    "INSERT INTO write_health VALUES (0)",
  ]
}
