-- What an organizer says about an event beside the contract; the document behind its `contractURI` is made from it.
-- The time zone stands in event_setting, where the gate reads it.

CREATE TABLE registry.event_description (
  event_id     bytea          NOT NULL,
  title        text           NOT NULL,
  venue        text           NOT NULL,
  about        text           NOT NULL,
  picture      bytea,
  picture_type text,
  updated_by   bytea          NOT NULL,
  updated      timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT event_description_pkey PRIMARY KEY (event_id),
  CONSTRAINT event_description_widths CHECK (octet_length(event_id) = 28 AND octet_length(updated_by) = 20),
  CONSTRAINT event_description_picture CHECK (
    (picture IS NULL) = (picture_type IS NULL)
    AND picture_type IN ('image/jpeg', 'image/png', 'image/webp')
    AND octet_length(picture) <= 524288
  )
);

GRANT SELECT, INSERT, UPDATE ON registry.event_description TO usher_server;
