"""Pages for readers, made from a release and nothing else."""
