"""A chart as a PNG, for a document that takes no drawing; in the fonts that govledger brings.

Pillow draws it, as it comes (MIT-CMU): there is no browser and no library of the system in it, so
that every machine makes the same bytes.
"""

from io import BytesIO
from itertools import pairwise
from pathlib import Path as File
from typing import TYPE_CHECKING

from commands.reports.model import Chart
from commands.reports.render.charts import SIZE, WIDTH, Bar, Dot, Path, Words, drawn

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

FONTS = File(__file__).parent / "fonts"
SCALE = 3  # Pixels a unit: 250 to the inch at the width a document shows it in.
FINER = 2  # Drawn larger and then reduced, so that lines are smooth.
BLUE, BLACK, WHITE = (29, 112, 184), (11, 12, 12), (255, 255, 255)
EDGE = 2  # A margin, so that a mark at the end of an axis is not cut.


def png(chart: Chart) -> bytes:
    """The chart. It has no alternative text: the words stand beside it."""
    from PIL import Image, ImageDraw, ImageFont

    marks, height = drawn(chart)
    by = SCALE * FINER
    size = (round((WIDTH + 2 * EDGE) * by), round((height + 2 * EDGE) * by))
    made = Image.new("RGB", size, WHITE)
    pen = ImageDraw.Draw(made)
    fonts = [
        ImageFont.truetype(str(FONTS / f"LiberationSans-{name}.ttf"), SIZE * by)
        for name in ("Regular", "Bold")
    ]

    def place(x: float, y: float) -> tuple[float, float]:
        return (x + EDGE) * by, (y + EDGE) * by

    for mark in marks:
        match mark:
            case Words(x, y, words, anchor, bold):
                side = {"start": "ls", "middle": "ms", "end": "rs"}[anchor]
                pen.text(place(x, y), words, BLACK, fonts[bold], side)
            case Bar(x, y, width, fill, tall):
                box = (*place(x, y), *place(x + width, y + tall))
                _bar(made, pen, box, fill, by)
            case Path(points, blue, thick, dash):
                through = [place(*point) for point in points]
                _path(pen, through, BLUE if blue else BLACK, thick * by, dash * by, 4 * by)
            case Dot(x, y):
                _dot(pen, mark, place(x, y), by)
    small = made.resize((size[0] // FINER, size[1] // FINER), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.quantize(16, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bar(
    made: "Image", pen: "ImageDraw", box: tuple[float, float, float, float], fill: str, by: int
) -> None:
    from PIL import Image, ImageDraw

    x, y, right, bottom = box
    wide, tall = max(round(right - x), 1), round(bottom - y)
    inside = Image.new("RGB", (wide, tall), BLUE if fill == "blue" else WHITE)
    drawing = ImageDraw.Draw(inside)
    if fill == "hatch":
        for at in range(-tall, wide, 8 * by):
            drawing.line([(at, tall), (at + tall, 0)], BLACK, 3 * by)
    if fill == "dots":
        for at in range(3 * by, wide, 6 * by):
            for down in range(3 * by, tall, 6 * by):
                drawing.ellipse([at - 2 * by, down - 2 * by, at + 2 * by, down + 2 * by], BLACK)
    made.paste(inside, (round(x), round(y)))
    pen.rectangle([round(x), round(y), round(x) + wide, round(y) + tall], None, BLACK, by)


def _path(
    pen: "ImageDraw",
    points: list[tuple[float, float]],
    colour: tuple[int, int, int],
    thick: float,
    dash: float,
    gap: float,
) -> None:
    """A line along the points, whose dashes continue round corners."""
    if not dash:
        pen.line(points, colour, round(thick), "curve")
        return
    run = 0.0
    for (x, y), (to_x, to_y) in pairwise(points):
        long = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
        at = 0.0
        while at < long:
            rest = run % (dash + gap)
            step = min((dash if rest < dash else dash + gap) - rest, long - at)
            if rest < dash:
                ends = [
                    (x + (to_x - x) * p / long, y + (to_y - y) * p / long) for p in (at, at + step)
                ]
                pen.line(ends, colour, round(thick))
            at, run = at + step, run + step


def _dot(pen: "ImageDraw", mark: Dot, place: tuple[float, float], by: int) -> None:
    x, y = place
    colour = BLUE if mark.blue else BLACK
    half = 4 * by
    if mark.shape == "circle":
        pen.ellipse([x - half, y - half, x + half, y + half], colour)
    elif mark.shape == "square":
        pen.rectangle([x - half, y - half, x + half, y + half], WHITE, colour, 2 * by)
    else:
        corner = half * 1.4
        around = [(x, y - corner), (x + corner, y), (x, y + corner), (x - corner, y)]
        pen.polygon(around, WHITE, colour, 2 * by)
