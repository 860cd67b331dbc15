"""Files of a rubric -> Rubric: read, checked, laid over each other, kept."""
