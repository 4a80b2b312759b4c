"""Thin pipelines that land what a vendor said, as versioned payloads."""
