"""Putting events, steps, proofs and quotations in words."""
