"""Programs that measure how fast the product is: `make bench`. Nothing here is a test; docs/benchmarks.md explains."""
