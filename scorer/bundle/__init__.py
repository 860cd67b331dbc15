"""What is handed on to be verified: scorecards, reviews and rubric in one archive, sealed and, with a key, signed."""
