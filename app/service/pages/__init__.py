"""Pages for patients, one module for each part of the way."""
