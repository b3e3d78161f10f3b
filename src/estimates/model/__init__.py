"""The types that hold claims, and the words for them."""
