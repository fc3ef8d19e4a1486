"""The command line and the browser: what people type, see and are given."""
