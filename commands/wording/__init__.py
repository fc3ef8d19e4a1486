"""How events, steps, proofs and quotations are put in words."""
