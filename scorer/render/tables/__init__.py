"""Scorecards as four tables for databases and notebooks: reports, verdicts, quotes, checks."""
