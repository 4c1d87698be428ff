"""The body from behind and from the front, to mark lumps on and to shade where the pain goes."""
