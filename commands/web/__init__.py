"""The ledger as web pages: read only, on this computer only, every request in its address.

serving.py   the port, and how the server ends
guard.py     what comes in and what goes out: methods, hosts, headers
site.py      which page answers which address
reading.py   the ledger and its answers, kept open and up to date
rendering.py HTML and links
lists.py records.py search.py meetings.py papers.py sql.py   the pages
"""
