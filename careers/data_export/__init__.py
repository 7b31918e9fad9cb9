"""What people can download: their profile as one JSON document, a résumé, and tables."""
