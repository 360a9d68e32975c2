-- Signed listings of the house market. What becomes of one is the mirror's to tell: this table never says that a listing
-- is dead, so none has to be brought back to life when a block leaves the chain.

CREATE TABLE registry.listing (
  event_id       bytea          NOT NULL,
  listing_id     bytea          NOT NULL,
  seller         bytea          NOT NULL,
  token_id       bigint         NOT NULL,
  transfer_count bigint         NOT NULL,
  epoch          bigint         NOT NULL,
  price          numeric(78, 0) NOT NULL,
  expires_at     bigint         NOT NULL,
  signature      bytea          NOT NULL,
  signed_by      text           NOT NULL,
  created        timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT listing_pkey PRIMARY KEY (event_id, listing_id),
  CONSTRAINT listing_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(listing_id) = 32 AND octet_length(seller) = 20
  ),
  CONSTRAINT listing_signed_by CHECK (signed_by IN ('ecrecover', 'erc1271')),
  CONSTRAINT listing_bounds CHECK (
    transfer_count BETWEEN 0 AND 4294967295 AND epoch BETWEEN 0 AND 4294967295 AND price >= 0
    AND expires_at BETWEEN 0 AND 4294967295
  )
);

CREATE INDEX listing_event_id_price_listing_id_idx ON registry.listing (event_id, price, listing_id);
CREATE INDEX listing_event_id_token_id_idx ON registry.listing (event_id, token_id);

-- What is long expired is swept away by the server itself.
GRANT SELECT, INSERT, UPDATE, DELETE ON registry.listing TO usher_server;
