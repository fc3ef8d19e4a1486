"""The ledger as web pages: read only, for this computer or a proxy, every request in its address.

serving.py   the port or the socket, and how the server ends
proxied.py   for whom a proxy asks, and the log of it
guard.py     what comes in and what goes out: methods, hosts, headers
site.py      which page answers which address
reading.py   a reader for each page, up to date; opened.py what they share
rendering.py HTML and links
lists.py records.py search.py meetings.py papers.py sql.py   the pages; statements.py the sandbox
"""
