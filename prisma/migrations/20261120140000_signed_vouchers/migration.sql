-- Vouchers that were signed at a desk, so that whoever signed them finds them again and can take them back. Neither
-- signature nor one-time key is here: nobody can claim anything with what this table knows. What became of a voucher is
-- the mirror's to tell.

CREATE TABLE registry.signed_voucher (
  event_id   bytea          NOT NULL,
  voucher_id bytea          NOT NULL,
  serial     bigserial      NOT NULL,
  signer     bytea          NOT NULL,
  tier_id    integer        NOT NULL,
  count      integer        NOT NULL,
  expires_at bigint         NOT NULL,
  created    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT signed_voucher_pkey PRIMARY KEY (event_id, voucher_id),
  CONSTRAINT signed_voucher_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(voucher_id) = 32 AND octet_length(signer) = 20
  ),
  CONSTRAINT signed_voucher_count CHECK (count BETWEEN 1 AND 999999),
  CONSTRAINT signed_voucher_tier CHECK (tier_id BETWEEN 1 AND 65535),
  CONSTRAINT signed_voucher_expiry CHECK (expires_at BETWEEN 0 AND 4294967295)
);

CREATE INDEX signed_voucher_event_id_serial_idx ON registry.signed_voucher (event_id, serial);

GRANT SELECT, INSERT ON registry.signed_voucher TO usher_server;
GRANT USAGE ON SEQUENCE registry.signed_voucher_serial_seq TO usher_server;

-- Whoever signs in is asked for at each look at the office.
CREATE INDEX contract_role_address_idx ON mirror.contract_role (address);
