"""`score review …`: arguments, streams and exit codes of one sub-command a module; the rules are in `scorer.review`."""
