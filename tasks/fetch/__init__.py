"""How bytes come in: the registry of sources and the store of snapshots."""
