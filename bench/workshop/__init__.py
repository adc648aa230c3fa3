"""Documents in layouts that nobody who wrote a rule of extraction has seen, with the facts that they print."""
