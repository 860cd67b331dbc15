"""The notice of correction to one body: what it says as values; then Word, Markdown or the office's own template."""
