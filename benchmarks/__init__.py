"""How fast the project is, measured beside something known. Nothing here is asserted."""
