"""The forms that a release's tables are written in."""
