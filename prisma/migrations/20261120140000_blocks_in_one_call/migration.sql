-- Blocks are written by one call of a function: at the head a trip to the database costs more than what it does there.
-- As one statement it is one transaction, the check of the parent and all rows of the block in it.
--
-- Rows come as JSON in the tables' own column names; a kind of change that a block does not have is left out. What comes
-- by the thousand, new tickets and transfers, comes as columns: an object that has for each column the text of an array.
-- Postgres reads these with half the work.


-- --------------------------------------------------------------------------------------------------------- the journal

-- What is final is not kept by the journal. The condition spares a backfill a call of the trigger's function for each of
-- the rows that it writes most of; a writer that names no block is refused as before.
DROP TRIGGER ticket_journal ON mirror.ticket;
CREATE TRIGGER ticket_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.ticket
  FOR EACH ROW WHEN (current_setting('usher.block_number', true) IS DISTINCT FROM 'final')
  EXECUTE FUNCTION mirror.keep_before_image('event_id', 'token_id');

DROP TRIGGER transfer_journal ON mirror.transfer;
CREATE TRIGGER transfer_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.transfer
  FOR EACH ROW WHEN (current_setting('usher.block_number', true) IS DISTINCT FROM 'final')
  EXECUTE FUNCTION mirror.keep_before_image('event_id', 'block_number', 'log_index');


-- ------------------------------------------------------------------------------------------------- what logs come to

-- Refuses to go on where a change of rows did not find all of them: something is missing, and what is there cannot be
-- trusted.
CREATE FUNCTION mirror.expect_rows(relation text, expected jsonb, touched bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF touched <> jsonb_array_length(expected) THEN
    RAISE EXCEPTION 'Logs change % rows of mirror.%, but % are there', jsonb_array_length(expected), relation, touched
      USING ERRCODE = 'MR002';
  END IF;
END
$$;

CREATE FUNCTION mirror.apply_events(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  changed jsonb := changes -> 'events_changed';
  touched bigint;
BEGIN
  INSERT INTO mirror.event
  SELECT * FROM jsonb_populate_recordset(NULL::mirror.event, changes -> 'events_created');

  IF changed IS NOT NULL THEN
    UPDATE mirror.event AS event
    SET organizer = coalesce(new.organizer, event.organizer),
        doors_at = coalesce(new.doors_at, event.doors_at),
        ends_at = coalesce(new.ends_at, event.ends_at),
        cut_off_at = coalesce(new.cut_off_at, event.cut_off_at),
        contract_uri = coalesce(new.contract_uri, event.contract_uri),
        status = coalesce(new.status, event.status),
        is_sales_paused = coalesce(new.is_sales_paused, event.is_sales_paused),
        is_moved = coalesce(new.is_moved, event.is_moved)
    FROM jsonb_populate_recordset(NULL::mirror.event, changed) AS new
    WHERE event.event_id = new.event_id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    PERFORM mirror.expect_rows('event', changed, touched);
  END IF;
END
$$;

-- A tier that is configured and issues tickets in the same block begins before it issues.
CREATE FUNCTION mirror.apply_tiers(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  issued jsonb := changes -> 'tiers_issued';
  touched bigint;
BEGIN
  IF changes ? 'tiers' THEN
    INSERT INTO mirror.tier SELECT * FROM jsonb_populate_recordset(NULL::mirror.tier, changes -> 'tiers')
    ON CONFLICT (event_id, tier_id) DO UPDATE
    SET name = excluded.name,
        price = excluded.price,
        supply = excluded.supply,
        sale_starts_at = excluded.sale_starts_at,
        sale_ends_at = excluded.sale_ends_at,
        per_payer = excluded.per_payer,
        transfer_policy = excluded.transfer_policy,
        resale_cap_bps = excluded.resale_cap_bps,
        royalty_bps = excluded.royalty_bps;
  END IF;
  IF issued IS NOT NULL THEN
    UPDATE mirror.tier AS tier
    SET sold = tier.sold + more.sold
    FROM jsonb_populate_recordset(NULL::mirror.tier, issued) AS more
    WHERE tier.event_id = more.event_id AND tier.tier_id = more.tier_id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    PERFORM mirror.expect_rows('tier', issued, touched);
  END IF;
END
$$;

CREATE FUNCTION mirror.apply_tickets(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  created jsonb := changes -> 'tickets_created';
  changed jsonb := changes -> 'tickets_changed';
  moved jsonb := changes -> 'transfers';
  touched bigint;
BEGIN
  IF created IS NOT NULL THEN
    INSERT INTO mirror.ticket (
      event_id, token_id, tier_id, owner, status, price_paid, acquired_at, acquired_block, settles_from_block,
      transfer_count, is_used
    )
    SELECT * FROM unnest(
      (created ->> 'event_id')::bytea[], (created ->> 'token_id')::bigint[], (created ->> 'tier_id')::integer[],
      (created ->> 'owner')::bytea[], (created ->> 'status')::text[], (created ->> 'price_paid')::numeric[],
      (created ->> 'acquired_at')::timestamptz[], (created ->> 'acquired_block')::bigint[],
      (created ->> 'settles_from_block')::bigint[], (created ->> 'transfer_count')::bigint[],
      (created ->> 'is_used')::boolean[]
    );
  END IF;
  IF changed IS NOT NULL THEN
    UPDATE mirror.ticket AS ticket
    SET owner = coalesce(new.owner, ticket.owner),
        status = coalesce(new.status, ticket.status),
        acquired_at = coalesce(new.acquired_at, ticket.acquired_at),
        acquired_block = coalesce(new.acquired_block, ticket.acquired_block),
        settles_from_block = coalesce(new.settles_from_block, ticket.settles_from_block),
        transfer_count = ticket.transfer_count + coalesce(new.transfer_count, 0),
        is_used = coalesce(new.is_used, ticket.is_used)
    FROM jsonb_populate_recordset(NULL::mirror.ticket, changed) AS new
    WHERE ticket.event_id = new.event_id AND ticket.token_id = new.token_id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    PERFORM mirror.expect_rows('ticket', changed, touched);
  END IF;
  IF moved IS NOT NULL THEN
    INSERT INTO mirror.transfer (
      event_id, block_number, log_index, token_id, "from", "to", transaction_hash, datetime
    )
    SELECT * FROM unnest(
      (moved ->> 'event_id')::bytea[], (moved ->> 'block_number')::bigint[], (moved ->> 'log_index')::integer[],
      (moved ->> 'token_id')::bigint[], (moved ->> 'from')::bytea[], (moved ->> 'to')::bytea[],
      (moved ->> 'transaction_hash')::bytea[], (moved ->> 'datetime')::timestamptz[]
    );
  END IF;
END
$$;

-- What else happened to tickets: rows are only ever added, as transfers are.
CREATE FUNCTION mirror.apply_ticket_logs(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO mirror.ticket_log
  SELECT * FROM jsonb_populate_recordset(NULL::mirror.ticket_log, changes -> 'ticket_logs');
END
$$;

-- A ticket that moves has most often no reissue to end: no count is expected.
CREATE FUNCTION mirror.apply_reissues(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF changes ? 'reissues_announced' THEN
    INSERT INTO mirror.reissue
    SELECT * FROM jsonb_populate_recordset(NULL::mirror.reissue, changes -> 'reissues_announced')
    ON CONFLICT (event_id, token_id) DO UPDATE SET "to" = excluded."to", effective_at = excluded.effective_at;
  END IF;
  IF changes ? 'reissues_ended' THEN
    DELETE FROM mirror.reissue
    USING jsonb_populate_recordset(NULL::mirror.reissue, changes -> 'reissues_ended') AS ended
    WHERE reissue.event_id = ended.event_id AND reissue.token_id = ended.token_id;
  END IF;
END
$$;

-- A role may be granted to one who has it and revoked from one who has it no more: no count is expected.
CREATE FUNCTION mirror.apply_roles(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO mirror.contract_role
  SELECT * FROM jsonb_populate_recordset(NULL::mirror.contract_role, changes -> 'roles_granted')
  ON CONFLICT DO NOTHING;

  DELETE FROM mirror.contract_role AS held
  USING jsonb_populate_recordset(NULL::mirror.contract_role, changes -> 'roles_revoked') AS dropped
  WHERE held.event_id = dropped.event_id AND held.role = dropped.role AND held.address = dropped.address;
END
$$;

-- What is owed to accounts, their epochs, and what they took back; a listing may be taken back twice.
CREATE FUNCTION mirror.apply_market(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO mirror.voucher
  SELECT * FROM jsonb_populate_recordset(NULL::mirror.voucher, changes -> 'vouchers');

  MERGE INTO mirror.account
  USING jsonb_populate_recordset(NULL::mirror.account, changes -> 'accounts') AS new
  ON account.event_id = new.event_id AND account.address = new.address
  WHEN MATCHED THEN UPDATE
    SET epoch = coalesce(new.epoch, account.epoch), credit = account.credit + new.credit
  WHEN NOT MATCHED THEN INSERT (event_id, address, epoch, credit)
    VALUES (new.event_id, new.address, coalesce(new.epoch, 0), new.credit);

  INSERT INTO mirror.canceled_listing
  SELECT * FROM jsonb_populate_recordset(NULL::mirror.canceled_listing, changes -> 'listings_canceled')
  ON CONFLICT DO NOTHING;
END
$$;

-- Writes what the logs of one or more blocks come to. Every kind of change has at most one statement, whatever the
-- number of its rows; the kinds that most blocks lack are looked at only where there are some.
CREATE FUNCTION mirror.apply_changes(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF changes ?| '{events_created,events_changed}' THEN PERFORM mirror.apply_events(changes); END IF;
  IF changes ?| '{tiers,tiers_issued}' THEN PERFORM mirror.apply_tiers(changes); END IF;
  IF changes ?| '{tickets_created,tickets_changed,transfers}' THEN PERFORM mirror.apply_tickets(changes); END IF;
  IF changes ? 'ticket_logs' THEN PERFORM mirror.apply_ticket_logs(changes); END IF;
  IF changes ?| '{reissues_announced,reissues_ended}' THEN PERFORM mirror.apply_reissues(changes); END IF;
  IF changes ?| '{roles_granted,roles_revoked}' THEN PERFORM mirror.apply_roles(changes); END IF;
  IF changes ?| '{vouchers,accounts,listings_canceled}' THEN PERFORM mirror.apply_market(changes); END IF;
END
$$;


-- ---------------------------------------------------------------------------------------------------------- the blocks

-- Holds the row of a chain until the end of the transaction. Refused unless the mirror is at that block: whoever writes
-- names what he builds on, and of two writers one loses. Names the chain for the journal's triggers.
CREATE FUNCTION mirror.hold(of_chain bigint, at_hash bytea) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM mirror.chain WHERE chain_id = of_chain AND block_hash = at_hash FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'The mirror of chain % is at another block', of_chain USING ERRCODE = 'MR001';
  END IF;
  PERFORM set_config('usher.chain_id', of_chain::text, true);
END
$$;

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
    'contract_role', 'tier', 'ticket', 'transfer', 'ticket_log', 'voucher', 'reissue', 'account',
    'canceled_listing'
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

-- Forgets what would undo blocks up to this one. The newest final block stays: the first one that may leave must have a
-- parent to show.
CREATE FUNCTION mirror.forget(of_chain bigint, up_to bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  UPDATE mirror.chain SET finalized_number = up_to WHERE chain_id = of_chain;
  DELETE FROM mirror.journal WHERE chain_id = of_chain AND block_number <= up_to;
  DELETE FROM mirror.block WHERE chain_id = of_chain AND number < up_to;
END
$$;

-- Writes blocks whose parent is the mirror's block, in order.
--
-- steps          [{block, changes}, ...]: a block that may leave the chain, or the last one of several that are final,
--                and what their logs come to
-- may_leave      whether what undoes them is kept
-- head           the node's head
-- confirmed_age  seconds since a node was asked whose head is the last of these blocks; null: it is not
CREATE FUNCTION mirror.advance(
  of_chain bigint, parent bytea, steps jsonb, may_leave boolean, head bigint, confirmed_age double precision
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  step jsonb;
  tip mirror.block;
BEGIN
  PERFORM mirror.hold(of_chain, parent);
  FOR step IN SELECT * FROM jsonb_array_elements(steps) LOOP
    tip := jsonb_populate_record(NULL::mirror.block, step -> 'block');
    PERFORM set_config('usher.block_number', CASE WHEN may_leave THEN tip.number::text ELSE 'final' END, true);
    PERFORM mirror.apply_changes(step -> 'changes');
    INSERT INTO mirror.block SELECT tip.*;
  END LOOP;
  UPDATE mirror.chain
  SET block_number = tip.number, block_hash = tip.hash, block_timestamp = tip.timestamp, head_number = head,
      confirmed_at = coalesce(now() - make_interval(secs => confirmed_age), confirmed_at)
  WHERE chain_id = of_chain;
  IF NOT may_leave THEN
    PERFORM mirror.forget(of_chain, tip.number);
    -- A range that is lost with the machine is read again; nobody at a door has decided by it, so far below the head.
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;
END
$$;

-- Gives every row the content it had after block `to_number`, which must be kept, from the journal of the blocks above
-- it, and forgets these. Of several before-images of a row the oldest counts.
CREATE FUNCTION mirror.roll_back(of_chain bigint, from_hash bytea, to_number bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  oldest CONSTANT text := '
    SELECT DISTINCT ON (key) key, before FROM mirror.journal
    WHERE chain_id = $1 AND block_number > $2 AND relation = $3
    ORDER BY key, journal_id';
  changed text;
  same_key text;
BEGIN
  PERFORM mirror.hold(of_chain, from_hash);
  PERFORM set_config('usher.block_number', 'final', true);
  FOR changed, same_key IN
    SELECT relation, (
      SELECT string_agg(format('now.%1$I = key.%1$I', name), ' AND ')
      FROM jsonb_object_keys((array_agg(key))[1]) AS name
    )
    FROM mirror.journal WHERE chain_id = of_chain AND block_number > to_number
    GROUP BY relation
  LOOP
    EXECUTE format(
      'DELETE FROM mirror.%1$I AS now
       USING (%2$s) AS oldest, jsonb_populate_record(NULL::mirror.%1$I, oldest.key) AS key
       WHERE %3$s', changed, oldest, same_key
    ) USING of_chain, to_number, changed;
    EXECUTE format(
      'INSERT INTO mirror.%1$I
       SELECT before.* FROM (%2$s) AS oldest, jsonb_populate_record(NULL::mirror.%1$I, oldest.before) AS before
       WHERE oldest.before IS NOT NULL', changed, oldest
    ) USING of_chain, to_number, changed;
  END LOOP;
  DELETE FROM mirror.journal WHERE chain_id = of_chain AND block_number > to_number;
  DELETE FROM mirror.block WHERE chain_id = of_chain AND number > to_number;
  UPDATE mirror.chain
  SET (block_number, block_hash, block_timestamp) = (
        SELECT number, hash, timestamp FROM mirror.block
        WHERE block.chain_id = of_chain AND number = to_number
      ),
      confirmed_at = NULL
  WHERE chain_id = of_chain;
END
$$;

-- The functions have no right of their own: what they may do is what their caller may do.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA mirror FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  mirror.begin, mirror.advance, mirror.roll_back, mirror.hold, mirror.forget, mirror.apply_changes, mirror.expect_rows,
  mirror.apply_events, mirror.apply_tiers, mirror.apply_tickets, mirror.apply_ticket_logs, mirror.apply_reissues,
  mirror.apply_roles, mirror.apply_market
TO usher_indexer;
