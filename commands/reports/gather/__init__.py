"""The content of each paper, gathered from the projections: one file a part."""
