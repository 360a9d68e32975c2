-- Two-step entry: what the steward tapped after seeing the ticket. Null: nobody was asked.
ALTER TABLE registry.scan
  ADD COLUMN decision text,
  ADD CONSTRAINT scan_decision CHECK (decision IN ('allow', 'deny')),
  ADD CONSTRAINT scan_denied_is_refused CHECK (decision <> 'deny' OR verdict = 'refuse');
