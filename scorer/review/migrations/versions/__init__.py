"""How the database of an office came to be what it is, a step a module."""
