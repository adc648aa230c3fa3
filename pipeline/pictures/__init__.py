"""Pictures of the places in records that facts and questions stand on; rendered in the child that opens files."""
