"""What each paper says, gathered from the projections: a file a part."""
