"""Official files into existing rows."""
