"""Word documents after the habits of GB/T 9704: one module a paper, `paper` lays out the page."""
