"""What a script of one evening would do: every pattern on every file, a line for each hit."""
