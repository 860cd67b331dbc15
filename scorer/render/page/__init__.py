"""One self-contained HTML page: overview with charts, league table, each body beside its report's text."""
