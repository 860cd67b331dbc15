"""Step 2: Source -> normalised text with the way back, its clauses, and the words found in it."""
