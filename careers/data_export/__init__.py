"""What a person takes with them: a profile as one JSON document, a résumé, and sheets."""
