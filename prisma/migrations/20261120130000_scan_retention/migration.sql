-- Retention of the log: its owner takes whole months out that are past their time, and what he took is itself logged.

CREATE TABLE registry.detached_month (
  name        text           NOT NULL,
  first_at    timestamptz(3) NOT NULL,
  end_at      timestamptz(3) NOT NULL,
  scans       bigint         NOT NULL,
  detached_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  detached_by text           NOT NULL DEFAULT SESSION_USER,

  CONSTRAINT detached_month_pkey PRIMARY KEY (name),
  CONSTRAINT detached_month_window CHECK (first_at < end_at AND scans >= 0)
);

CREATE TRIGGER detached_month_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.detached_month
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change('what was taken out of the log stays known');
ALTER TABLE registry.detached_month ENABLE ALWAYS TRIGGER detached_month_stays;

GRANT SELECT ON registry.detached_month TO usher_server;

-- Detaches every month of the log that has ended before `before`, and forgets the nonces of its scans. The tables stay,
-- sealed as they were, for who keeps or drops them. For the owner alone; answers how many it detached.
CREATE FUNCTION registry.detach_scan_months(before timestamptz) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  month    record;
  scans    bigint;
  detached integer := 0;
BEGIN
  IF before IS NULL OR before > now() THEN
    RAISE EXCEPTION 'before must be in the past, not %', before USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock('registry.scan'::regclass::oid::bigint);
  FOR month IN
    SELECT relid, relname AS name, first_at, first_at + interval '1 month' AS end_at
    FROM pg_partition_tree('registry.scan') JOIN pg_class ON pg_class.oid = relid,
      LATERAL (SELECT to_date(substring(relname FROM '^scan_(\d{4}_\d{2})$'), 'YYYY_MM')::timestamp) AS named (begins),
      LATERAL (SELECT begins AT TIME ZONE 'UTC') AS window_of (first_at)
    WHERE begins IS NOT NULL
      AND (begins + interval '1 month') AT TIME ZONE 'UTC' <= before
    ORDER BY relname
  LOOP
    EXECUTE format('SELECT count(*) FROM %s', month.relid::regclass) INTO scans;
    EXECUTE format('ALTER TABLE registry.scan DETACH PARTITION %s', month.relid::regclass);
    DELETE FROM registry.scan_nonce WHERE created >= month.first_at AND created < month.end_at;
    INSERT INTO registry.detached_month (name, first_at, end_at, scans)
    VALUES (month.name, month.first_at, month.end_at, scans);
    detached := detached + 1;
  END LOOP;
  RETURN detached;
END
$$;

REVOKE EXECUTE ON FUNCTION registry.detach_scan_months(timestamptz) FROM PUBLIC;
