"""Documents: one PDF, or all of a folder of content."""
