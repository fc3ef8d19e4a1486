"""What proves that nobody rewrote the ledger: tree, checkpoints, keys, anchors, proofs."""
