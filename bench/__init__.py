"""Measurements: quality against annotated data, speed and load against rivals."""
