"""What a label of actions opens for the lines below it."""

from commands.papers.rows import Row

HEADS = ("heading", "label", "reference")


class Below:
    """What the lines above one have opened: a label alone, a list of actions by numbers."""

    def __init__(self) -> None:
        self.open = False
        self.at = -1  # Of the label.
        self.ref: str | None = None  # Of the action below its label: "Action: 41/18".
        self.orders = False  # Orders alone, below what they are plans of.
        self.counted = 0
        self.outer = 0  # The number of the item that the label is of.

    def count(self, row: Row) -> None:
        if row.shape in HEADS:
            self.outer, self.counted = self.counted, 0
        elif row.code == str(self.counted + 1):
            self.counted += 1

    def label(self, at: int, ref: str | None) -> None:
        self.open, self.ref, self.at = True, ref, at

    def close(self) -> None:
        self.open, self.ref = False, None
