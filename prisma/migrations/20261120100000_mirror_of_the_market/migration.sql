-- The mirror learns what the contract says of money, of resale, of reissues and of the gate's mark.

ALTER TABLE mirror.event
  -- The times were moved after a ticket was issued: refunds are open until doors.
  ADD COLUMN is_moved boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT event_status,
  ADD CONSTRAINT event_status CHECK (status IN ('active', 'canceled', 'settled', 'refunding'));

ALTER TABLE mirror.ticket
  -- The contract's counter: how often the ticket has moved or ended.
  ADD COLUMN transfer_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN is_used boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT ticket_counts CHECK (transfer_count BETWEEN 0 AND 4294967295);

-- Announced reissues; a movement of the ticket ends the announcement.
CREATE TABLE mirror.reissue (
  event_id     bytea          NOT NULL,
  token_id     bigint         NOT NULL,
  "to"         bytea          NOT NULL,
  effective_at timestamptz(0) NOT NULL,

  CONSTRAINT reissue_pkey PRIMARY KEY (event_id, token_id),
  CONSTRAINT reissue_widths CHECK (octet_length(event_id) = 28 AND octet_length("to") = 20)
);

-- What the contract keeps of an account beside its tickets.
CREATE TABLE mirror.account (
  event_id bytea          NOT NULL,
  address  bytea          NOT NULL,
  epoch    bigint         NOT NULL DEFAULT 0,
  credit   numeric(78, 0) NOT NULL DEFAULT 0,

  CONSTRAINT account_pkey PRIMARY KEY (event_id, address),
  CONSTRAINT account_widths CHECK (octet_length(event_id) = 28 AND octet_length(address) = 20),
  CONSTRAINT account_counts CHECK (epoch BETWEEN 0 AND 4294967295 AND credit >= 0)
);

CREATE INDEX account_address_idx ON mirror.account (address);

-- Listings that their sellers took back one by one, by EIP-712 digest.
CREATE TABLE mirror.canceled_listing (
  event_id bytea NOT NULL,
  digest   bytea NOT NULL,

  CONSTRAINT canceled_listing_pkey PRIMARY KEY (event_id, digest),
  CONSTRAINT canceled_listing_widths CHECK (octet_length(event_id) = 28 AND octet_length(digest) = 32)
);

CREATE TRIGGER reissue_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.reissue
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'token_id');
CREATE TRIGGER account_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.account
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'address');
CREATE TRIGGER canceled_listing_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.canceled_listing
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'digest');

ALTER TABLE mirror.journal
  DROP CONSTRAINT journal_relation,
  ADD CONSTRAINT journal_relation CHECK (relation IN (
    'event', 'contract_role', 'tier', 'ticket', 'transfer', 'reissue', 'account', 'canceled_listing'
  ));

GRANT SELECT ON mirror.reissue, mirror.account, mirror.canceled_listing TO usher_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON mirror.reissue, mirror.account, mirror.canceled_listing TO usher_indexer;

-- A mirror made before this knows none of it: without the row of its chain the indexer builds it anew.
DELETE FROM mirror.chain;
