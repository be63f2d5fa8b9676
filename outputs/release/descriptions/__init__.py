"""What catalogues of data read of a release: who made it, what is in it, how it may be used and cited."""
