"""What is measured: the catalogue, the divisions, the vocabulary, the schemas and the tables."""
