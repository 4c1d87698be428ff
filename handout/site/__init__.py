"""The page for the web: static files from the same content as the PDFs, and a form for one's own PDF.

``folder`` gives all files by their paths. ``start``, ``sheet_text`` and ``form`` are the pages, in the frame
of ``frame``; ``documents`` is the one list of ready PDFs, of which ``picture`` makes pictures; ``runtime``
gathers what the form needs to run this program in a browser, where ``browser`` is what a page can ask of it.
"""
