"""Reading of molecular results: genes, changes, how much, found or not found or not tested."""
