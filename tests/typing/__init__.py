"""Programs for the type checker: never run."""
