"""What the response to a recommendation says: agreed, partly agreed, rejected; and in its words."""

import re
from typing import NamedTuple

_LEADING = r"(?:(?:recommendation|management|the recommendation is|this is)\s+)?"
# After one of these words, a stop and what else is said; or words that go on with it.
_AFTER = r"(?![\w-])(?:\s*[:;.,–—-]+\s*(?P<rest>.*)|\s+(?P<on>.*)|)"
_FORMS = tuple(
    (of, re.compile(rf"{_LEADING}(?:{words}){_AFTER}", re.IGNORECASE | re.DOTALL))
    for of, words in (
        ("rejected", r"rejected|reject|not (?:agreed|accepted)|disagreed?|declined|no(?! )|n(?! )"),
        (
            "partly agreed",
            r"(?:partly|partially|partial|part|in part)(?:[ -](?:agreed?|accept(?:ed)?))?"
            r"|(?:agreed?|accept(?:ed)?) (?:in part|partly|partially)",
        ),
        ("agreed", r"(?:fully )?(?:agreed?|accept(?:ed)?)|yes(?! )|y(?! )|approved"),
    )
)


class Responded(NamedTuple):
    """`response`: one of ours, or None where the words say neither; `text`: what they say more."""

    response: str | None
    text: str | None


def responded(text: str) -> Responded:
    said = " ".join(text.split()).strip()
    for of, pattern in _FORMS:
        if (found := pattern.fullmatch(said)) is not None:
            text = said if found["on"] else (found["rest"] or "").strip(" ;:,")
            return Responded(of, text or None)
    return Responded(None, said or None)
