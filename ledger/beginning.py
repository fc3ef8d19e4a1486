"""What the first event of a record may say, whatever the record is."""

from ledger.events import Event


class Beginning(Event):
    """A fact with which a record of the office's business begins. `own_ref`: the reference that the
    office had for it, in its tracker or its minutes (05/19/04/2023)."""

    own_ref: str | None = None
