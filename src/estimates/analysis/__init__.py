"""What is computed from claims: selection, comparison, tensions, pools, bias, lineage."""
