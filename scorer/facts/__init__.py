"""Step 4: what the report says of itself, one fact a module."""
