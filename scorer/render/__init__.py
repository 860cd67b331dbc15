"""Step 8: Scorecard -> words: one module a format, found through `formats`."""
