"""What a report must contain: data only; the package exists so that the data installs."""
