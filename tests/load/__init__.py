"""Programs that put a workshop's load on the real server: `make load`. docs/load.md explains what they measure."""
