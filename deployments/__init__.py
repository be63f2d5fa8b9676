"""What is run where: the source registries, and the sample that ships with the project."""
