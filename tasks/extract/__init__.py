"""From a Report to observations: clauses, quantities, matching, scope."""
