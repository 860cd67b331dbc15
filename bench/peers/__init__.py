"""Programs that find the same terms in the same reports: ripgrep, yara-python, textlint, a plain loop of `regex`."""
