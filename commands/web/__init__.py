"""The ledger as web pages: read only, on this computer only, all that is asked in the address.

serving.py   the port, and the end
guard.py     what comes in and what goes out: methods, hosts, headers
site.py      which address is answered by which page
reading.py   the ledger and its answers, kept open and up to date
rendering.py from what is found to HTML; links
lists.py records.py meetings.py sql.py   the pages
"""
