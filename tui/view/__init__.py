"""Scorecards -> what a screen shows: plain values, no textual import, no rule."""
