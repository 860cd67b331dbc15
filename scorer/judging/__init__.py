"""Step 6: statements x criteria -> findings with evidence and nearest words, and the points they earn."""
