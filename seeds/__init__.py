"""Data to begin with: the first corpus, topics and people. No logic."""
