"""Reports side by side -> plain values and pages."""
