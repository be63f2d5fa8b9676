"""Releases in a store elsewhere: put there whole or not at all, found, brought here and verified."""
