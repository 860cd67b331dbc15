"""People's decisions laid over a scorecard, kept in a log."""
