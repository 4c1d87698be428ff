"""The low back from behind: bones, the zone of the nodules and the cluneal nerves."""
