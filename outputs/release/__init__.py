"""The immutable release: writing, changes, verification."""
