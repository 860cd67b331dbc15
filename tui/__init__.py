"""The same scorecards, browsed in a terminal; holds no rule."""
