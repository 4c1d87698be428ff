"""The personal file: its fields, its reader, the file to fill in, and its values on the sheets."""
