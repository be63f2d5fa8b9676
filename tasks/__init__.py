"""How a report becomes observations: fetch, parse, standardize, extract."""
