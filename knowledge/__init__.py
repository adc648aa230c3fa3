"""Disease packs and vocabulary as data, and the loaders that read them."""
