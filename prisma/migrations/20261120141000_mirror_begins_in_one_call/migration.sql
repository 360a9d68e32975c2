-- The mirror of a chain begins in one call too: all that the indexer does to it are functions now.

-- Empties the mirror of a chain and lets it begin after the block `origin`. The registry stays.
CREATE FUNCTION mirror.begin(
  of_chain bigint, followed_factory bytea, followed_start bigint, origin jsonb
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  begun mirror.block := jsonb_populate_record(NULL::mirror.block, origin);
  relation text;
BEGIN
  PERFORM set_config('usher.block_number', 'final', true);
  FOREACH relation IN ARRAY ARRAY[
    'contract_role', 'tier', 'ticket', 'transfer', 'voucher', 'reissue', 'account', 'canceled_listing'
  ] LOOP
    EXECUTE format('
      DELETE FROM mirror.%I WHERE event_id IN (SELECT event_id FROM mirror.event WHERE chain_id = $1)', relation
    ) USING of_chain;
  END LOOP;
  FOREACH relation IN ARRAY ARRAY['event', 'journal', 'block', 'chain'] LOOP
    EXECUTE format('DELETE FROM mirror.%I WHERE chain_id = $1', relation) USING of_chain;
  END LOOP;
  INSERT INTO mirror.chain (
    chain_id, origin_hash, factory, start_block, block_number, block_hash, block_timestamp, head_number,
    finalized_number
  ) VALUES (
    of_chain, begun.hash, followed_factory, followed_start, begun.number, begun.hash, begun.timestamp, begun.number,
    begun.number
  );
  INSERT INTO mirror.block SELECT begun.*;
END
$$;

REVOKE EXECUTE ON FUNCTION mirror.begin FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mirror.begin TO usher_indexer;
