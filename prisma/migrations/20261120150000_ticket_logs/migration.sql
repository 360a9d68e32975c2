-- What a ticket's transfers do not tell of its life: at what price it was resold, announced and dropped reissues, marks,
-- refunds. Rows are only ever added, as transfers are; the tables that say what holds now stay as they are.

CREATE TABLE mirror.ticket_log (
  event_id         bytea          NOT NULL,
  block_number     bigint         NOT NULL,
  log_index        integer        NOT NULL,
  token_id         bigint         NOT NULL,
  kind             text           NOT NULL,
  account          bytea,
  amount           numeric(78, 0),
  effective_at     timestamptz(0),
  transaction_hash bytea          NOT NULL,
  datetime         timestamptz(0) NOT NULL,

  CONSTRAINT ticket_log_pkey PRIMARY KEY (event_id, block_number, log_index),
  CONSTRAINT ticket_log_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(account) = 20 AND octet_length(transaction_hash) = 32
  ),
  CONSTRAINT ticket_log_kind CHECK (kind IN (
    'resold', 'reissue_announced', 'reissue_dropped', 'reissued', 'used', 'use_lifted', 'voided', 'refunded'
  )),
  CONSTRAINT ticket_log_account CHECK ((account IS NULL) = (kind IN ('used', 'use_lifted'))),
  CONSTRAINT ticket_log_amount CHECK ((amount IS NOT NULL) = (kind IN ('resold', 'refunded'))),
  CONSTRAINT ticket_log_effect CHECK ((effective_at IS NOT NULL) = (kind = 'reissue_announced'))
);

CREATE INDEX ticket_log_event_id_token_id_idx ON mirror.ticket_log (event_id, token_id);

ALTER TABLE mirror.journal
  DROP CONSTRAINT journal_relation,
  ADD CONSTRAINT journal_relation CHECK (relation IN (
    'event', 'contract_role', 'tier', 'ticket', 'transfer', 'reissue', 'account', 'canceled_listing', 'voucher',
    'ticket_log'
  ));

CREATE TRIGGER ticket_log_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.ticket_log
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'block_number', 'log_index');

GRANT SELECT ON mirror.ticket_log TO usher_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON mirror.ticket_log TO usher_indexer;

CREATE FUNCTION mirror.apply_ticket_logs(changes jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO mirror.ticket_log
  SELECT * FROM jsonb_populate_recordset(NULL::mirror.ticket_log, changes -> 'ticket_logs');
END
$$;

-- As before, with the new table among those that are written.
CREATE OR REPLACE FUNCTION mirror.apply_changes(changes jsonb) RETURNS void
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

-- As before, with the new table among those that are emptied.
CREATE OR REPLACE FUNCTION mirror.begin(
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

REVOKE EXECUTE ON FUNCTION mirror.apply_ticket_logs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mirror.apply_ticket_logs TO usher_indexer;

-- Which voucher a ticket was claimed with is asked by the ticket.
CREATE INDEX voucher_event_id_first_token_id_idx ON mirror.voucher (event_id, first_token_id);

-- A mirror made before this lacks what has happened: without the row of its chain the indexer builds it anew.
DELETE FROM mirror.chain;
