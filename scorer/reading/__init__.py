"""Step 1: bytes -> Source: one module a format, encodings, limits."""
