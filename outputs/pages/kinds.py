"""The kinds of parts that a site has, in the order in which they are written: the heaviest first."""

from __future__ import annotations

from outputs.pages import (
    domains,
    front,
    indicator_index,
    indicator_pages,
    methods,
    place_pages,
    places,
    refused,
    releases,
    targets,
)
from outputs.pages.parts import Kind

KINDS: tuple[Kind, ...] = (
    front.KIND,
    domains.KIND,
    indicator_pages.KIND,
    indicator_index.KIND,
    methods.KIND,
    refused.KIND,
    targets.KIND,
    releases.KIND,
    places.KIND,
    place_pages.KIND,
)
