"""Step 5: clauses -> who did what, how many, when."""
