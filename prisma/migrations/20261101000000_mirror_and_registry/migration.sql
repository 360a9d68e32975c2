-- The database of Usher: schema `mirror`, the indexer's copy of the chain, and schema `registry`, what is true only here.
-- No foreign key runs from registry to mirror: the mirror may be emptied and rebuilt while the registry stays.
--
-- Columns and indexes say what schema.prisma says (a test compares them). What that language cannot say stands here:
--   1. roles                     who may do what, given per table beside it
--   2. guards                    functions that refuse, and the one that keeps before-images
--   3. mirror                    chain, block, event, contract_role, tier, ticket, transfer, journal
--   4. registry, what is set     event_setting, staff, device, list, gate, and every event's first list and gate
--   5. registry, pass keys       pass_key, its tombstones and floors: never lowered, never removed
--   6. registry, at the door     ticket_block, presence, ticket_replay, scan and its partitions, scan_nonce, gate_code, incident
--   7. registry, who is signed in
--
-- Widths: address 20 bytes, hash 32, event_id 28 (chain id uint64 big-endian ‖ contract), nonce and device_id 16.


-- ------------------------------------------------------------------------------------------------------------ 1. roles

-- Group roles: they own nothing and cannot sign in; the login roles of a deployment are made members of them. Roles
-- belong to the whole cluster, so another database of it may have made them already, or be making them right now.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['usher_server', 'usher_indexer'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', name);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'Role % is missing and % may not create roles', name, current_user
            USING HINT = format('Let an administrator run: CREATE ROLE %I NOLOGIN', name);
      END;
    END IF;
  END LOOP;
END
$$;

CREATE SCHEMA mirror;
CREATE SCHEMA registry;

GRANT USAGE ON SCHEMA mirror TO usher_server, usher_indexer;
GRANT USAGE ON SCHEMA registry TO usher_server;


-- ----------------------------------------------------------------------------------------------------------- 2. guards

-- Trigger: refuses the statement and says why. Argument: the reason, in a sentence.
CREATE FUNCTION registry.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION '% refused on %.%: %', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_ARGV[0]
    USING ERRCODE = 'object_not_in_prerequisite_state';
END
$$;

-- Trigger: keeps what a row of the mirror held before a block that may still leave the chain changed it. The writing
-- transaction says which block that is: settings `usher.chain_id` and `usher.block_number`, the latter `final` for
-- blocks that cannot leave any more. A writer that says nothing is refused. Arguments: the table's key columns.
CREATE FUNCTION mirror.keep_before_image() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  block text := nullif(current_setting('usher.block_number', true), '');
  image jsonb;
BEGIN
  IF block = 'final' THEN
    RETURN NULL;
  ELSIF block IS NULL THEN
    RAISE EXCEPTION '% on mirror.% without usher.block_number', TG_OP, TG_TABLE_NAME
      USING HINT = 'Only the indexer writes the mirror, in transactions that name their block.';
  END IF;
  image := CASE TG_OP WHEN 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
  INSERT INTO mirror.journal (chain_id, block_number, relation, key, before)
  VALUES (
    current_setting('usher.chain_id')::bigint,
    block::bigint,
    TG_TABLE_NAME,
    (SELECT jsonb_object_agg(name, image -> name) FROM unnest(TG_ARGV) AS name),
    CASE TG_OP WHEN 'INSERT' THEN NULL ELSE image END
  );
  RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION registry.refuse_change(), mirror.keep_before_image() FROM PUBLIC;


-- ----------------------------------------------------------------------------------------------------------- 3. mirror

-- The indexer writes here and nowhere else; the server reads.

-- What this mirror follows and how far it has come.
CREATE TABLE mirror.chain (
  chain_id         bigint         NOT NULL,
  origin_hash      bytea          NOT NULL,
  factory          bytea          NOT NULL,
  start_block      bigint         NOT NULL,
  block_number     bigint         NOT NULL,
  block_hash       bytea          NOT NULL,
  block_timestamp  timestamptz(3) NOT NULL,
  head_number      bigint         NOT NULL,
  finalized_number bigint         NOT NULL,
  confirmed_at     timestamptz(3),

  CONSTRAINT chain_pkey PRIMARY KEY (chain_id),
  CONSTRAINT chain_widths CHECK (
    octet_length(origin_hash) = 32 AND octet_length(factory) = 20 AND octet_length(block_hash) = 32
  ),
  CONSTRAINT chain_counts CHECK (chain_id > 0 AND start_block >= 0 AND block_number >= 0)
);

-- The blocks that may still leave the chain, and the newest final one.
CREATE TABLE mirror.block (
  chain_id    bigint         NOT NULL,
  number      bigint         NOT NULL,
  hash        bytea          NOT NULL,
  parent_hash bytea          NOT NULL,
  timestamp   timestamptz(3) NOT NULL,

  CONSTRAINT block_pkey PRIMARY KEY (chain_id, number),
  CONSTRAINT block_widths CHECK (octet_length(hash) = 32 AND octet_length(parent_hash) = 32)
);

CREATE TABLE mirror.event (
  event_id        bytea          NOT NULL,
  chain_id        bigint         NOT NULL,
  contract        bytea          NOT NULL,
  name            text           NOT NULL,
  symbol          text           NOT NULL,
  organizer       bytea          NOT NULL,
  currency        bytea,
  doors_at        timestamptz(0) NOT NULL,
  ends_at         timestamptz(0) NOT NULL,
  cut_off_at      timestamptz(0) NOT NULL,
  reissue_delay   integer        NOT NULL,
  renderer        bytea          NOT NULL,
  contract_uri    text           NOT NULL,
  status          text           NOT NULL,
  is_sales_paused boolean        NOT NULL,
  created_block   bigint         NOT NULL,
  created_at      timestamptz(0) NOT NULL,

  CONSTRAINT event_pkey PRIMARY KEY (event_id),
  CONSTRAINT event_key CHECK (event_id = int8send(chain_id) || contract),
  CONSTRAINT event_widths CHECK (
    octet_length(contract) = 20 AND octet_length(organizer) = 20 AND octet_length(renderer) = 20
    AND octet_length(currency) = 20
  ),
  CONSTRAINT event_status CHECK (status IN ('active', 'canceled'))
);

CREATE INDEX event_chain_id_created_block_idx ON mirror.event (chain_id, created_block);

CREATE TABLE mirror.contract_role (
  event_id bytea NOT NULL,
  role     text  NOT NULL,
  address  bytea NOT NULL,

  CONSTRAINT contract_role_pkey PRIMARY KEY (event_id, role, address),
  CONSTRAINT contract_role_widths CHECK (octet_length(event_id) = 28 AND octet_length(address) = 20),
  CONSTRAINT contract_role_role CHECK (role IN ('minter', 'gate'))
);

CREATE TABLE mirror.tier (
  event_id        bytea          NOT NULL,
  tier_id         integer        NOT NULL,
  name            text           NOT NULL,
  price           numeric(78, 0) NOT NULL,
  supply          integer        NOT NULL,
  sale_starts_at  timestamptz(0) NOT NULL,
  sale_ends_at    timestamptz(0) NOT NULL,
  per_payer       bigint         NOT NULL,
  transfer_policy text           NOT NULL,
  resale_cap_bps  bigint         NOT NULL,
  royalty_bps     integer        NOT NULL,
  sold            integer        NOT NULL DEFAULT 0,

  CONSTRAINT tier_pkey PRIMARY KEY (event_id, tier_id),
  CONSTRAINT tier_widths CHECK (octet_length(event_id) = 28),
  CONSTRAINT tier_policy CHECK (transfer_policy IN ('open', 'gift', 'market', 'bound')),
  CONSTRAINT tier_counts CHECK (tier_id BETWEEN 1 AND 65535 AND sold >= 0)
);

CREATE TABLE mirror.ticket (
  event_id           bytea          NOT NULL,
  token_id           bigint         NOT NULL,
  tier_id            integer        NOT NULL,
  owner              bytea          NOT NULL,
  status             text           NOT NULL,
  price_paid         numeric(78, 0),
  acquired_at        timestamptz(0) NOT NULL,
  acquired_block     bigint         NOT NULL,
  settles_from_block bigint         NOT NULL,

  CONSTRAINT ticket_pkey PRIMARY KEY (event_id, token_id),
  CONSTRAINT ticket_tier CHECK (tier_id = token_id / 1000000 AND token_id % 1000000 > 0),
  CONSTRAINT ticket_widths CHECK (octet_length(event_id) = 28 AND octet_length(owner) = 20),
  CONSTRAINT ticket_status CHECK (status IN ('valid', 'void', 'refunded'))
);

CREATE INDEX ticket_event_id_owner_idx ON mirror.ticket (event_id, owner);
CREATE INDEX ticket_owner_idx ON mirror.ticket (owner);

-- Every ERC-721 Transfer log.
CREATE TABLE mirror.transfer (
  event_id         bytea          NOT NULL,
  block_number     bigint         NOT NULL,
  log_index        integer        NOT NULL,
  token_id         bigint         NOT NULL,
  "from"           bytea          NOT NULL,
  "to"             bytea          NOT NULL,
  transaction_hash bytea          NOT NULL,
  datetime         timestamptz(0) NOT NULL,

  CONSTRAINT transfer_pkey PRIMARY KEY (event_id, block_number, log_index),
  CONSTRAINT transfer_widths CHECK (
    octet_length(event_id) = 28 AND octet_length("from") = 20 AND octet_length("to") = 20
    AND octet_length(transaction_hash) = 32
  )
);

CREATE INDEX transfer_event_id_token_id_idx ON mirror.transfer (event_id, token_id);

-- Before-images; `before` is null where the row did not exist. A rollback reads them, finality removes them.
CREATE TABLE mirror.journal (
  journal_id   bigserial NOT NULL,
  chain_id     bigint    NOT NULL,
  block_number bigint    NOT NULL,
  relation     text      NOT NULL,
  key          jsonb     NOT NULL,
  before       jsonb,

  CONSTRAINT journal_pkey PRIMARY KEY (journal_id),
  CONSTRAINT journal_relation CHECK (relation IN ('event', 'contract_role', 'tier', 'ticket', 'transfer'))
);

CREATE INDEX journal_chain_id_block_number_idx ON mirror.journal (chain_id, block_number);

CREATE TRIGGER event_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.event
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id');
CREATE TRIGGER contract_role_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.contract_role
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'role', 'address');
CREATE TRIGGER tier_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.tier
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'tier_id');
CREATE TRIGGER ticket_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.ticket
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'token_id');
CREATE TRIGGER transfer_journal AFTER INSERT OR UPDATE OR DELETE ON mirror.transfer
  FOR EACH ROW EXECUTE FUNCTION mirror.keep_before_image('event_id', 'block_number', 'log_index');

GRANT SELECT ON ALL TABLES IN SCHEMA mirror TO usher_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA mirror TO usher_indexer;
GRANT USAGE ON SEQUENCE mirror.journal_journal_id_seq TO usher_indexer;


-- -------------------------------------------------------------------------------------------- 4. registry, what is set

CREATE TABLE registry.event_setting (
  event_id               bytea   NOT NULL,
  time_zone              text    NOT NULL DEFAULT 'UTC',
  day_begins_hour        integer NOT NULL DEFAULT 6,
  pass_max_age_seconds   integer NOT NULL DEFAULT 30,
  pass_max_ahead_seconds integer NOT NULL DEFAULT 5,
  pass_period_seconds    integer NOT NULL DEFAULT 15,

  CONSTRAINT event_setting_pkey PRIMARY KEY (event_id),
  CONSTRAINT event_setting_widths CHECK (octet_length(event_id) = 28),
  CONSTRAINT event_setting_bounds CHECK (
    day_begins_hour BETWEEN 0 AND 23
    AND pass_max_age_seconds BETWEEN 1 AND 60
    AND pass_max_ahead_seconds BETWEEN 0 AND 15
    AND pass_period_seconds BETWEEN 1 AND pass_max_age_seconds
  )
);

GRANT SELECT, INSERT, UPDATE ON registry.event_setting TO usher_server;

-- Rows are disabled, not removed: the log names them.
CREATE TABLE registry.staff (
  event_id    bytea          NOT NULL,
  address     bytea          NOT NULL,
  role        text           NOT NULL,
  granted_by  bytea          NOT NULL,
  created     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  disabled_at timestamptz(3),

  CONSTRAINT staff_pkey PRIMARY KEY (event_id, address),
  CONSTRAINT staff_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(address) = 20 AND octet_length(granted_by) = 20
  ),
  CONSTRAINT staff_role CHECK (role IN ('steward', 'supervisor', 'manager'))
);

CREATE INDEX staff_address_idx ON registry.staff (address);

GRANT SELECT, INSERT, UPDATE ON registry.staff TO usher_server;

CREATE TABLE registry.device (
  event_id    bytea          NOT NULL,
  device_id   bytea          NOT NULL,
  name        text           NOT NULL,
  gate_id     text,
  created     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  disabled_at timestamptz(3),

  CONSTRAINT device_pkey PRIMARY KEY (event_id, device_id),
  CONSTRAINT device_widths CHECK (octet_length(event_id) = 28 AND octet_length(device_id) = 16)
);

GRANT SELECT, INSERT, UPDATE ON registry.device TO usher_server;

CREATE TABLE registry.list (
  event_id  bytea          NOT NULL,
  list_id   text           NOT NULL,
  name      text           NOT NULL,
  tier_ids  integer[],
  policy    text           NOT NULL,
  opens_at  timestamptz(0),
  closes_at timestamptz(0),

  CONSTRAINT list_pkey PRIMARY KEY (event_id, list_id),
  CONSTRAINT list_widths CHECK (octet_length(event_id) = 28 AND char_length(list_id) BETWEEN 1 AND 64),
  CONSTRAINT list_policy CHECK (policy IN ('once', 'reentry', 'daily', 'unlimited')),
  CONSTRAINT list_tiers CHECK (tier_ids IS NOT NULL AND array_position(tier_ids, NULL) IS NULL),
  CONSTRAINT list_window CHECK (opens_at < closes_at)
);

GRANT SELECT, INSERT, UPDATE ON registry.list TO usher_server;

CREATE TABLE registry.gate (
  event_id bytea  NOT NULL,
  gate_id  text   NOT NULL,
  name     text   NOT NULL,
  list_ids text[],

  CONSTRAINT gate_pkey PRIMARY KEY (event_id, gate_id),
  CONSTRAINT gate_widths CHECK (octet_length(event_id) = 28 AND char_length(gate_id) BETWEEN 1 AND 64),
  CONSTRAINT gate_lists CHECK (list_ids IS NOT NULL AND array_position(list_ids, NULL) IS NULL)
);

GRANT SELECT, INSERT, UPDATE ON registry.gate TO usher_server;

-- Every event is born with the list `main` (all tiers, once, doors to end) and the gate `1`. Runs as the owner, as the
-- indexer has no right in this schema. A rebuilt mirror inserts its events again and changes nothing here.
CREATE FUNCTION registry.open_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO registry.list (event_id, list_id, name, tier_ids, policy)
  VALUES (NEW.event_id, 'main', 'Main entrance', '{}', 'once')
  ON CONFLICT DO NOTHING;
  INSERT INTO registry.gate (event_id, gate_id, name, list_ids)
  VALUES (NEW.event_id, '1', 'Gate 1', '{main}')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

REVOKE EXECUTE ON FUNCTION registry.open_event() FROM PUBLIC;

CREATE TRIGGER event_opens AFTER INSERT ON mirror.event
  FOR EACH ROW EXECUTE FUNCTION registry.open_event();


-- ---------------------------------------------------------------------------------------------- 5. registry, pass keys

CREATE TABLE registry.pass_key (
  event_id      bytea          NOT NULL,
  holder        bytea          NOT NULL,
  public_key    bytea          NOT NULL,
  key_tag       bytea          NOT NULL,
  issued_at     bigint         NOT NULL,
  expires_at    bigint         NOT NULL,
  signature     bytea          NOT NULL,
  signed_by     text           NOT NULL,
  registered_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  retired_at    timestamptz(3),

  CONSTRAINT pass_key_pkey PRIMARY KEY (event_id, holder, public_key),
  CONSTRAINT pass_key_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(holder) = 20 AND octet_length(public_key) = 33
  ),
  CONSTRAINT pass_key_tag CHECK (key_tag = substring(sha256(public_key) FROM 1 FOR 4)),
  CONSTRAINT pass_key_times CHECK (issued_at >= 0 AND issued_at < expires_at AND expires_at < 4294967296),
  CONSTRAINT pass_key_signed_by CHECK (signed_by IN ('ecrecover', 'erc1271'))
);

CREATE INDEX pass_key_event_id_key_tag_idx ON registry.pass_key (event_id, key_tag);

GRANT SELECT, INSERT, UPDATE ON registry.pass_key TO usher_server;

-- Tombstones of revoked keys.
CREATE TABLE registry.pass_key_revocation (
  event_id   bytea          NOT NULL,
  holder     bytea          NOT NULL,
  public_key bytea          NOT NULL,
  revoked_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT pass_key_revocation_pkey PRIMARY KEY (event_id, holder, public_key),
  CONSTRAINT pass_key_revocation_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(holder) = 20 AND octet_length(public_key) = 33
  )
);

CREATE TRIGGER pass_key_revocation_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.pass_key_revocation
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change('a revoked pass key stays revoked');
ALTER TABLE registry.pass_key_revocation ENABLE ALWAYS TRIGGER pass_key_revocation_stays;

GRANT SELECT, INSERT ON registry.pass_key_revocation TO usher_server;

-- Authorisations issued before `valid_from` are revoked.
CREATE TABLE registry.pass_key_floor (
  event_id   bytea  NOT NULL,
  holder     bytea  NOT NULL,
  valid_from bigint NOT NULL,

  CONSTRAINT pass_key_floor_pkey PRIMARY KEY (event_id, holder),
  CONSTRAINT pass_key_floor_widths CHECK (octet_length(event_id) = 28 AND octet_length(holder) = 20),
  CONSTRAINT pass_key_floor_bounds CHECK (valid_from BETWEEN 0 AND 4294967295)
);

CREATE TRIGGER pass_key_floor_only_rises BEFORE UPDATE ON registry.pass_key_floor
  FOR EACH ROW
  WHEN (NEW.valid_from < OLD.valid_from OR NEW.event_id <> OLD.event_id OR NEW.holder <> OLD.holder)
  EXECUTE FUNCTION registry.refuse_change('a floor is never lowered');
CREATE TRIGGER pass_key_floor_stays BEFORE DELETE OR TRUNCATE ON registry.pass_key_floor
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change('a floor is never removed');
ALTER TABLE registry.pass_key_floor
  ENABLE ALWAYS TRIGGER pass_key_floor_only_rises,
  ENABLE ALWAYS TRIGGER pass_key_floor_stays;

GRANT SELECT, INSERT, UPDATE ON registry.pass_key_floor TO usher_server;


-- -------------------------------------------------------------------------------------------- 6. registry, at the door

CREATE TABLE registry.ticket_block (
  event_id   bytea          NOT NULL,
  token_id   bigint         NOT NULL,
  note       text           NOT NULL,
  created_by bytea          NOT NULL,
  created    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT ticket_block_pkey PRIMARY KEY (event_id, token_id),
  CONSTRAINT ticket_block_widths CHECK (octet_length(event_id) = 28 AND octet_length(created_by) = 20)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON registry.ticket_block TO usher_server;

-- One row per list and ticket: the primary key is what lets one of many simultaneous claims win (invariant 1).
CREATE TABLE registry.presence (
  event_id       bytea          NOT NULL,
  list_id        text           NOT NULL,
  token_id       bigint         NOT NULL,
  is_inside      boolean        NOT NULL,
  entries        integer        NOT NULL,
  nonce          bytea          NOT NULL,
  device_id      bytea          NOT NULL,
  gate_id        text           NOT NULL,
  first_entry_at timestamptz(3) NOT NULL,
  last_entry_at  timestamptz(3) NOT NULL,
  last_exit_at   timestamptz(3),

  CONSTRAINT presence_pkey PRIMARY KEY (event_id, list_id, token_id),
  CONSTRAINT presence_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(nonce) = 16 AND octet_length(device_id) = 16
  ),
  CONSTRAINT presence_counts CHECK (entries >= 0 AND (entries > 0 OR NOT is_inside))
);

GRANT SELECT, INSERT, UPDATE ON registry.presence TO usher_server;

-- The `madeAt` last accepted. It only rises, so a code accepted once can never be the later one again.
CREATE TABLE registry.ticket_replay (
  event_id bytea  NOT NULL,
  token_id bigint NOT NULL,
  made_at  bigint NOT NULL,

  CONSTRAINT ticket_replay_pkey PRIMARY KEY (event_id, token_id),
  CONSTRAINT ticket_replay_widths CHECK (octet_length(event_id) = 28),
  CONSTRAINT ticket_replay_bounds CHECK (made_at BETWEEN 0 AND 4294967295)
);

CREATE TRIGGER ticket_replay_only_rises BEFORE UPDATE ON registry.ticket_replay
  FOR EACH ROW
  WHEN (NEW.made_at < OLD.made_at OR NEW.event_id <> OLD.event_id OR NEW.token_id <> OLD.token_id)
  EXECUTE FUNCTION registry.refuse_change('the last accepted time of a ticket is never lowered');

GRANT SELECT, INSERT, UPDATE ON registry.ticket_replay TO usher_server;

-- The log of every presentation (invariant 4): partitions by month of `created`, a default one behind them.
CREATE TABLE registry.scan (
  event_id        bytea          NOT NULL,
  scan_id         bigserial      NOT NULL,
  created         timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  datetime        timestamptz(3) NOT NULL,
  kind            text           NOT NULL,
  direction       text           NOT NULL,
  method          text           NOT NULL,
  nonce           bytea          NOT NULL,
  device_id       bytea          NOT NULL,
  staff           bytea          NOT NULL,
  gate_id         text           NOT NULL,
  list_id         text           NOT NULL,
  verdict         text           NOT NULL,
  reason          text,
  message         text           NOT NULL,
  token_id        bigint,
  tier_id         integer,
  holder          bytea,
  made_at         bigint,
  code_hash       bytea          NOT NULL,
  code_length     integer        NOT NULL,
  code_excerpt    text,
  first_datetime  timestamptz(3),
  first_gate_id   text,
  first_device_id bytea,
  as_of_block     bigint,
  as_of_hash      bytea,
  duration_ms     integer        NOT NULL,
  of_scan_id      bigint,
  note            text,

  CONSTRAINT scan_pkey PRIMARY KEY (created, scan_id),
  CONSTRAINT scan_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(nonce) = 16 AND octet_length(device_id) = 16
    AND octet_length(staff) = 20 AND octet_length(holder) = 20 AND octet_length(first_device_id) = 16
    AND octet_length(code_hash) = 32 AND octet_length(as_of_hash) = 32 AND char_length(code_excerpt) <= 64
  ),
  CONSTRAINT scan_kind CHECK (kind IN ('scan', 'override', 'annul', 'manual')),
  CONSTRAINT scan_direction CHECK (direction IN ('entry', 'exit')),
  CONSTRAINT scan_verdict CHECK (verdict IN ('admit', 'refuse')),
  CONSTRAINT scan_reason CHECK (reason IN (
    'invalid', 'wrong_event', 'pass_expired', 'pass_from_future', 'gate_code_wrong',
    'pass_key_unknown', 'pass_key_expired', 'revoked', 'mirror_stale', 'ticket_unknown',
    'canceled', 'blocked', 'unpaid', 'not_owner', 'product', 'invalid_time', 'rules',
    'already_redeemed', 'checkout_required', 'not_inside', 'pass_replayed'
  )),
  CONSTRAINT scan_refusal_has_reason CHECK (kind <> 'scan' OR (verdict = 'refuse') = (reason IS NOT NULL)),
  CONSTRAINT scan_counts CHECK (code_length >= 0 AND duration_ms >= 0)
) PARTITION BY RANGE (created);

CREATE INDEX scan_event_id_scan_id_idx ON registry.scan (event_id, scan_id);
CREATE INDEX scan_event_id_token_id_idx ON registry.scan (event_id, token_id);

-- Statement triggers speak for the table a statement names: the parent has its own, and every partition gets one, so
-- that the log stays whole also against statements that name a partition.
CREATE FUNCTION registry.seal_log(relation regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER scan_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
       FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change(%L)',
    relation, 'the log of scans is append-only'
  );
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER scan_stays', relation);
END
$$;

-- Makes the partitions of this month (UTC) and the given number of months after it, where they are missing; answers
-- how many it made. Runs as the owner, so the server may call it without owning anything. A month whose first rows
-- have already fallen into the default partition stays there.
CREATE FUNCTION registry.add_scan_partitions(months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  this_month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
  first_at   timestamptz;
  end_at     timestamptz;
  name       text;
  made       integer := 0;
BEGIN
  IF months_ahead IS NULL OR months_ahead NOT BETWEEN 0 AND 24 THEN
    RAISE EXCEPTION 'months_ahead must be 0 to 24, not %', months_ahead USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock('registry.scan'::regclass::oid::bigint);
  FOR ahead IN 0..months_ahead LOOP
    first_at := (this_month + make_interval(months => ahead)) AT TIME ZONE 'UTC';
    end_at := (this_month + make_interval(months => ahead + 1)) AT TIME ZONE 'UTC';
    name := to_char(first_at AT TIME ZONE 'UTC', '"scan_"YYYY_MM');
    CONTINUE WHEN to_regclass('registry.' || name) IS NOT NULL;
    CONTINUE WHEN EXISTS (SELECT FROM registry.scan_default WHERE created >= first_at AND created < end_at);
    EXECUTE format(
      'CREATE TABLE registry.%I PARTITION OF registry.scan FOR VALUES FROM (%L) TO (%L)', name, first_at, end_at
    );
    PERFORM registry.seal_log(format('registry.%I', name)::regclass);
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

REVOKE EXECUTE ON FUNCTION registry.seal_log(regclass), registry.add_scan_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.add_scan_partitions(integer) TO usher_server;

CREATE TABLE registry.scan_default PARTITION OF registry.scan DEFAULT;
SELECT registry.seal_log('registry.scan'), registry.seal_log('registry.scan_default');
SELECT registry.add_scan_partitions(12);

GRANT SELECT, INSERT ON registry.scan TO usher_server;
GRANT USAGE ON SEQUENCE registry.scan_scan_id_seq TO usher_server;

-- One row per nonce and device: its primary key is what makes a retry find its first answer (invariant 2).
CREATE TABLE registry.scan_nonce (
  event_id     bytea          NOT NULL,
  device_id    bytea          NOT NULL,
  nonce        bytea          NOT NULL,
  request_hash bytea          NOT NULL,
  scan_id      bigint         NOT NULL,
  created      timestamptz(3) NOT NULL,

  CONSTRAINT scan_nonce_pkey PRIMARY KEY (event_id, device_id, nonce),
  CONSTRAINT scan_nonce_widths CHECK (
    octet_length(event_id) = 28 AND octet_length(device_id) = 16 AND octet_length(nonce) = 16
    AND octet_length(request_hash) = 32
  )
);

GRANT SELECT, INSERT ON registry.scan_nonce TO usher_server;

CREATE TABLE registry.gate_code (
  event_id   bytea          NOT NULL,
  token_id   bigint         NOT NULL,
  code       integer        NOT NULL,
  issued_by  bytea          NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3),

  CONSTRAINT gate_code_pkey PRIMARY KEY (event_id, token_id, code),
  CONSTRAINT gate_code_widths CHECK (octet_length(event_id) = 28 AND octet_length(issued_by) = 20),
  CONSTRAINT gate_code_bounds CHECK (code BETWEEN 1 AND 9999)
);

GRANT SELECT, INSERT, UPDATE ON registry.gate_code TO usher_server;

CREATE TABLE registry.incident (
  event_id    bytea          NOT NULL,
  incident_id bigserial      NOT NULL,
  kind        text           NOT NULL,
  token_id    bigint,
  created     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  details     jsonb          NOT NULL,
  resolved_at timestamptz(3),
  resolved_by bytea,

  CONSTRAINT incident_pkey PRIMARY KEY (event_id, incident_id),
  CONSTRAINT incident_widths CHECK (octet_length(event_id) = 28 AND octet_length(resolved_by) = 20),
  CONSTRAINT incident_resolution CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);

GRANT SELECT, INSERT, UPDATE ON registry.incident TO usher_server;
GRANT USAGE ON SEQUENCE registry.incident_incident_id_seq TO usher_server;


-- ----------------------------------------------------------------------------------------- 7. registry, who is signed in

CREATE TABLE registry.session (
  session_id uuid           NOT NULL,
  address    bytea          NOT NULL,
  device_id  bytea          NOT NULL,
  created    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  ended_at   timestamptz(3),
  end_reason text,

  CONSTRAINT session_pkey PRIMARY KEY (session_id),
  CONSTRAINT session_widths CHECK (octet_length(address) = 20 AND octet_length(device_id) = 16),
  CONSTRAINT session_end CHECK (
    (ended_at IS NULL) = (end_reason IS NULL) AND end_reason IN ('signed_out', 'refresh_reused', 'disabled')
  )
);

CREATE INDEX session_address_idx ON registry.session (address);

CREATE TABLE registry.refresh_token (
  token_hash  bytea          NOT NULL,
  session_id  uuid           NOT NULL,
  created     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at  timestamptz(3) NOT NULL,
  replaced_at timestamptz(3),

  CONSTRAINT refresh_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT refresh_token_widths CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX refresh_token_session_id_idx ON registry.refresh_token (session_id);

CREATE TABLE registry.signin_nonce (
  nonce_hash   bytea          NOT NULL,
  browser_hash bytea,
  expires_at   timestamptz(3) NOT NULL,
  used_at      timestamptz(3),

  CONSTRAINT signin_nonce_pkey PRIMARY KEY (nonce_hash),
  CONSTRAINT signin_nonce_widths CHECK (octet_length(nonce_hash) = 32 AND octet_length(browser_hash) = 32)
);

-- What is past its end is swept away by the server itself.
GRANT SELECT, INSERT, UPDATE, DELETE ON registry.session, registry.refresh_token, registry.signin_nonce TO usher_server;
