-- Who writes scans announces the numbers that he is about to draw by where the sequence stands (log-end.ts).
GRANT SELECT ON SEQUENCE registry.scan_scan_id_seq TO usher_server;
