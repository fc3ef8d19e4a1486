"""A chart as SVG: no script, and a name and a description for whoever does not see it."""

from html import escape

from commands.reports.model import Chart
from commands.reports.render.charts import SIZE, WIDTH, Bar, Dot, Mark, Path, Words, drawn
from commands.terminal.text import one_line

BLUE, BLACK = "#1d70b8", "#0b0c0c"


def svg(chart: Chart) -> str:
    """The chart."""
    marks, height = drawn(chart)
    name = escape(chart.name)
    return (
        f'<svg role="img" class="chart" viewBox="0 0 {WIDTH} {height:.0f}"'
        f' aria-labelledby="{name}-title {name}-desc" xmlns="http://www.w3.org/2000/svg"'
        # Repeated here, since a PDF applies no style of the page to a drawing.
        f' font-family="Arial, sans-serif" font-size="{SIZE}" fill="{BLACK}">'
        f'<title id="{name}-title">{_text(chart.title)}</title>'
        f'<desc id="{name}-desc">{_text(chart.description)}</desc>'
        f"{_patterns(name, marks)}{''.join(_mark(name, one) for one in marks)}</svg>"
    )


def _patterns(name: str, marks: list[Mark]) -> str:
    """The patterns of its bars."""
    fills = {one.fill for one in marks if isinstance(one, Bar)}
    found = ""
    if "hatch" in fills:
        found += (
            f'<pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>'
            f'<rect width="3" height="6" fill="{BLACK}"/></pattern>'
        )
    if "dots" in fills:
        found += (
            f'<pattern id="{name}-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<rect width="6" height="6" fill="#fff"/>'
            f'<circle cx="3" cy="3" r="1.8" fill="{BLACK}"/></pattern>'
        )
    return found and f"<defs>{found}</defs>"


def _mark(name: str, mark: Mark) -> str:
    match mark:
        case Words(x, y, words, anchor, bold):
            more = ' class="value" font-weight="700"' if bold else ""
            at = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
            return f"<text {at}{more}>{_text(words)}</text>"
        case Bar(x, y, width, fill, height):
            filled = BLUE if fill == "blue" else f"url(#{name}-{fill})"
            return (
                f'<rect x="{x}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
                f' fill="{filled}" stroke="{BLACK}"/>'
            )
        case Path(points, blue, thick, dash):
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            dashed = f' stroke-dasharray="{dash:g} 4"' if dash else ""
            return (
                f'<path d="M{path}" stroke="{BLUE if blue else BLACK}" stroke-width="{thick}"'
                f' fill="none"{dashed}/>'
            )
        case Dot(x, y, shape, blue):
            colour = BLUE if blue else BLACK
            if shape == "circle":
                return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
            turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if shape == "diamond" else ""
            return (
                f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="#fff"'
                f' stroke="{colour}" stroke-width="2"{turn}/>'
            )


def _text(text: str) -> str:
    return escape(one_line(text))
