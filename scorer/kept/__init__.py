"""Results of earlier runs, found again by the content of what they were made of."""
