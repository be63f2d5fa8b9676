"""Charts as inline SVG: pure functions from figures to Markup, coloured by the stylesheet's classes."""
