-- Incidents of admissions whose block has left the chain.

-- Blocks that were mirrored and are not on the chain any more. Written in the transaction that takes them back; swept
-- once every scan that can still name them has been written.
CREATE TABLE registry.left_block (
  chain_id bigint         NOT NULL,
  hash     bytea          NOT NULL,
  number   bigint         NOT NULL,
  left_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  swept_at timestamptz(3),

  CONSTRAINT left_block_pkey PRIMARY KEY (chain_id, hash),
  CONSTRAINT left_block_widths CHECK (octet_length(hash) = 32)
);

GRANT SELECT, UPDATE (swept_at) ON registry.left_block TO usher_server;

-- Runs as the owner, as the indexer has no right in this schema. Blocks below the newest final one are removed when they
-- have become final, all others when they have left.
CREATE FUNCTION registry.note_left_blocks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO registry.left_block (chain_id, hash, number)
  SELECT chain_id, gone.hash, gone.number FROM gone JOIN mirror.chain USING (chain_id)
  WHERE gone.number >= chain.finalized_number
  ON CONFLICT (chain_id, hash) DO UPDATE SET left_at = excluded.left_at, swept_at = NULL;
  RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION registry.note_left_blocks() FROM PUBLIC;

CREATE TRIGGER block_leaves AFTER DELETE ON mirror.block
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION registry.note_left_blocks();

-- Which scan an incident is about: each kind is raised once per scan, however many processes look.
ALTER TABLE registry.incident ADD COLUMN scan_id bigint;
CREATE UNIQUE INDEX incident_event_id_kind_scan_id_key ON registry.incident (event_id, kind, scan_id);

-- Finds the scans of a block. Blocks rise with time as rows do, so it costs a scan next to nothing.
CREATE INDEX scan_as_of_block_idx ON registry.scan USING brin (as_of_block);
