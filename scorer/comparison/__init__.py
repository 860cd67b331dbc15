"""Reports side by side: the same quantities, last year's promises, copied sentences."""
