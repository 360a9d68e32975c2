-- The relay, which brings vouchers to the chain for people without coin. Two tables of the registry, and one advisory lock
-- (`usher.relay`) under which both are written: it orders nonces and budgets over all web processes.

-- One row per voucher: its primary key is what lets one of many simultaneous requests send (one attempt per voucher).
-- The signed transaction is on disk before any node hears of it, so whoever finds the row can send it again, and the
-- nonce that it holds is given to no other.
CREATE TABLE registry.voucher_claim (
  event_id         bytea          NOT NULL,
  voucher_id       bytea          NOT NULL,
  recipient        bytea          NOT NULL,
  status           text           NOT NULL,
  relayer          bytea          NOT NULL,
  chain_origin     bytea          NOT NULL,
  nonce            bigint         NOT NULL,
  call             bytea          NOT NULL,
  gas_limit        bigint         NOT NULL,
  max_fee          numeric(78, 0) NOT NULL,
  priority_fee     numeric(78, 0) NOT NULL,
  signed           bytea          NOT NULL,
  transaction_hash bytea          NOT NULL,
  earlier_hashes   bytea[],
  budget_day       date           NOT NULL,
  charged          numeric(78, 0) NOT NULL,
  block_number     bigint,
  created          timestamptz(3) NOT NULL,
  signed_at        timestamptz(3) NOT NULL,
  look_at          timestamptz(3),

  CONSTRAINT voucher_claim_pkey PRIMARY KEY (event_id, voucher_id),
  CONSTRAINT voucher_claim_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(voucher_id) = 32 AND octet_length(recipient) = 20
    AND octet_length(relayer) = 20 AND octet_length(chain_origin) = 32 AND octet_length(transaction_hash) = 32
  ),
  CONSTRAINT voucher_claim_status CHECK (status IN ('pending', 'mined', 'reverted', 'dropped')),
  CONSTRAINT voucher_claim_open CHECK (status <> 'pending' OR look_at IS NOT NULL),
  CONSTRAINT voucher_claim_block CHECK ((block_number IS NOT NULL) = (status IN ('mined', 'reverted'))),
  CONSTRAINT voucher_claim_amounts CHECK (
    nonce >= 0 AND gas_limit > 0 AND max_fee > 0 AND priority_fee >= 0 AND charged >= 0
  ),
  CONSTRAINT voucher_claim_hashes CHECK (
    earlier_hashes IS NOT NULL AND array_position(earlier_hashes, NULL) IS NULL
  )
);

CREATE UNIQUE INDEX voucher_claim_relayer_chain_origin_nonce_key
  ON registry.voucher_claim (relayer, chain_origin, nonce);
CREATE INDEX voucher_claim_look_at_idx ON registry.voucher_claim (look_at);
CREATE INDEX voucher_claim_event_id_created_idx ON registry.voucher_claim (event_id, created);
CREATE INDEX voucher_claim_recipient_created_idx ON registry.voucher_claim (recipient, created);

GRANT SELECT, INSERT, UPDATE ON registry.voucher_claim TO usher_server;

-- What the relay has spent for an event on a day (UTC), or may yet have to spend: the worst case while under way, what the
-- receipt says afterwards.
CREATE TABLE registry.relay_budget (
  event_id bytea          NOT NULL,
  day      date           NOT NULL,
  charged  numeric(78, 0) NOT NULL,

  CONSTRAINT relay_budget_pkey PRIMARY KEY (event_id, day),
  CONSTRAINT relay_budget_widths CHECK (octet_length(event_id) = 28),
  CONSTRAINT relay_budget_amounts CHECK (charged >= 0)
);

CREATE INDEX relay_budget_day_idx ON registry.relay_budget (day);

GRANT SELECT, INSERT, UPDATE ON registry.relay_budget TO usher_server;
