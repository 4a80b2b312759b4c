"""Speed and memory, measured by hand before anything is claimed: `make bench`."""
