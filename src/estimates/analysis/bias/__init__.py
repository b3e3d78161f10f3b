"""Bias: the judgements in the literature, what the numbers show, and what follows from a stated supposition."""
