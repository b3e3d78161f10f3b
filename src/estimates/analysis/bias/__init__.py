"""Bias: what is said of claims, what the numbers show, and what follows from a stated supposition."""
