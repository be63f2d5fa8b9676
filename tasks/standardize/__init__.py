"""From a Document to Reports: script, noise, numbers, places, periods."""
