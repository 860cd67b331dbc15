"""What is found out about a rubric -> words, one module a page."""
