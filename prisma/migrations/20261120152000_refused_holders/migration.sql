-- Which holders were refused with which tickets, for who asks who came: otherwise the whole log had to be read for it. Only
-- refusals of proven holders are in it, so admissions and garbage cost nothing more.
CREATE INDEX scan_refused_holder_idx ON registry.scan (event_id, token_id, holder)
  WHERE verdict = 'refuse' AND holder IS NOT NULL;
