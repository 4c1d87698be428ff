"""The same documents made by us and by peers: typst, weasyprint and fpdf2, from PyPI.

Run it as `python -m tests.bench.peers`; the machine should be idle. It takes six minutes;
`--every 8` makes each eighth pair of documents of `make --all` alone. The peers are installed into the folder
of `--environment` if it has no Python yet, else into a temporary one. weasyprint needs Pango (Debian:
libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), comparing what was made needs poppler-utils.

The sources for the peers are written from our own content, as `story` tells: markup for typst, HTML and CSS
for weasyprint, data for a program that draws with fpdf2. Where a peer can do less, it is spared the work; the
report says what.
"""
