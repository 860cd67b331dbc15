"""Arguments, streams, exit codes; no rules."""
