"""The command line and the browser: everything people type, see and receive."""
