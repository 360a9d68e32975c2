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

-- Which voucher a ticket was claimed with is asked by the ticket.
CREATE INDEX voucher_event_id_first_token_id_idx ON mirror.voucher (event_id, first_token_id);

-- A mirror made before this lacks what has happened: without the row of its chain the indexer builds it anew.
DELETE FROM mirror.chain;
