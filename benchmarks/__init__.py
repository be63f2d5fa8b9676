"""How fast the project is beside something known, and how well it reads what is labelled."""
