"""Official files into rows that are there already."""
