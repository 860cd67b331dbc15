"""Step 3: lines -> headings -> sections with roles."""
