"""The content: what each file of ``locales/`` may hold, and what is read from it."""
