"""Files people write: YAML to nodes with places, and schemas that turn nodes into values or problems."""
