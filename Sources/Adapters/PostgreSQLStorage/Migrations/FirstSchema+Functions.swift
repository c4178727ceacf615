extension SchemaMigration {
  static let functions = [
    // Rolls back a statement that finds what must never be.
    """
    CREATE FUNCTION chancery_refuse(what text) RETURNS bigint LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION USING ERRCODE = 'CH001', MESSAGE = what;
    END $$
    """,
    // Waits until no reservation is under way, and keeps new ones out until the commit.
    """
    CREATE FUNCTION chancery_hold_reservations() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      LOCK TABLE jobs IN SHARE ROW EXCLUSIVE MODE;
    END $$
    """,
    // The first id, as uuid, that is made at a time; ids begin with their milliseconds.
    """
    CREATE FUNCTION chancery_first_id(at timestamptz) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
      SELECT rpad(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
    $$
    """,
    // The first serial number that is drawn at a time: 0x2, and 44 bits of milliseconds.
    """
    CREATE FUNCTION chancery_first_serial(at timestamptz) RETURNS bytea IMMUTABLE LANGUAGE sql
    AS $$
      SELECT decode('2' || lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 11, '0'), 'hex')
    $$
    """,
    // A partition a month, from this one on, and one for all that came before the first; what is
    // there already stays. The default partitions, which each new one must look through, stay empty.
    """
    CREATE FUNCTION chancery_add_partitions(months integer) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE
      month timestamptz;
      name text;
      made bigint := 0;
    BEGIN
      FOR ahead IN 0..months - 1 LOOP
        month := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
          + make_interval(months => ahead);
        IF to_regclass('orders_before') IS NULL THEN
          EXECUTE format('CREATE TABLE orders_before PARTITION OF orders
            FOR VALUES FROM (MINVALUE) TO (%L)', chancery_first_id(month));
          EXECUTE format('CREATE TABLE authorizations_before PARTITION OF authorizations
            FOR VALUES FROM (MINVALUE) TO (%L)', chancery_first_id(month));
        END IF;
        name := to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
        IF to_regclass('orders_' || name) IS NULL THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF orders FOR VALUES FROM (%L) TO (%L)
            WITH (fillfactor = 80)', 'orders_' || name,
            chancery_first_id(month), chancery_first_id(month + interval '1 month'));
          EXECUTE format('CREATE TABLE %I PARTITION OF authorizations FOR VALUES FROM (%L) TO (%L)
            WITH (fillfactor = 60)', 'authorizations_' || name,
            chancery_first_id(month), chancery_first_id(month + interval '1 month'));
          EXECUTE format('CREATE TABLE %I PARTITION OF certificates_timed
            FOR VALUES FROM (%L) TO (%L)',
            'certificates_' || name,
            chancery_first_serial(month), chancery_first_serial(month + interval '1 month'));
          made := made + 1;
        END IF;
      END LOOP;
      RETURN made;
    END $$
    """,
  ]
}
