-- The mirror learns of vouchers: which were claimed, and which were taken back before anybody did. A voucher that nobody
-- has brought to the chain has no row; who holds one knows it from its link.

CREATE TABLE mirror.voucher (
  event_id         bytea          NOT NULL,
  voucher_id       bytea          NOT NULL,
  status           text           NOT NULL,
  claimed_by       bytea,
  first_token_id   bigint,
  count            integer,
  block_number     bigint         NOT NULL,
  transaction_hash bytea          NOT NULL,
  datetime         timestamptz(0) NOT NULL,

  CONSTRAINT voucher_pkey PRIMARY KEY (event_id, voucher_id),
  CONSTRAINT voucher_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(voucher_id) = 32 AND octet_length(claimed_by) = 20
    AND octet_length(transaction_hash) = 32
  ),
  CONSTRAINT voucher_status CHECK (status IN ('claimed', 'revoked')),
  CONSTRAINT voucher_claim CHECK (
    (status = 'claimed') = (claimed_by IS NOT NULL)
    AND (claimed_by IS NULL) = (first_token_id IS NULL) AND (claimed_by IS NULL) = (count IS NULL)
  )
);

ALTER TABLE mirror.journal
  DROP CONSTRAINT journal_relation,
  ADD CONSTRAINT journal_relation CHECK (relation IN (
    'event', 'contract_role', 'tier', 'ticket', 'transfer', 'reissue', 'account', 'canceled_listing', 'voucher'
  ));

CREATE TRIGGER voucher_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.voucher
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'voucher_id');

GRANT SELECT ON mirror.voucher TO usher_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON mirror.voucher TO usher_indexer;

-- A mirror made before this knows no voucher: without the row of its chain the indexer builds it anew.
DELETE FROM mirror.chain;
