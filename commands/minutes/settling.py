"""What becomes of a line that says otherwise than what was recorded: it is asked, and planned."""

from collections.abc import Mapping

from commands.minutes import preview
from commands.minutes.diff import Change, Plan
from commands.terminal.prompts import NextPrompt, Offer, Prompt

CORRECT = Offer("correct", "what was recorded is wrong: retract it, and record this in its place")
NEW = Offer("new", "this is something else: record it as well")
LEAVE = Offer("leave", "keep what was recorded, and do not record this")


def which(doubtful: list[Change]) -> str:
    """How to make clear whether a line is one that was recorded, in other words."""
    lines = []
    for one in doubtful:
        label, ref, position = one.line.form.label, one.kept.ref, one.kept.position
        lines += preview.change_lines(one)
        amend = f"{label} [{ref}]: ..., with --correct REASON" if ref else f"correct {position}"
        lines.append(f"  to correct that one: {amend}")
    lines.append(
        "To record what is new beside what was recorded: --as-new, or keep the earlier line in the"
        " text too."
    )
    return "\n".join(["A new line stands where one that was recorded no longer does:", *lines])


def name(change: Change) -> str:
    return f"event {change.kept.position}"


def steps(change: Change) -> list[NextPrompt]:
    called, told = name(change), "\n".join(preview.change_lines(change))
    which = Prompt(called, f"{told}\nWhich is it?", (CORRECT, NEW, LEAVE), only=True)
    why = Prompt(f"{called} why", "Why was it wrong?")
    return [which, lambda answers: why if answers.get(called) == CORRECT.answer else None]


def settled(plan: Plan, answers: Mapping[str, str]) -> Plan:
    """The plan, once it is decided what becomes of each changed line."""
    settled = Plan(minute=plan.minute, new=list(plan.new), left=list(plan.left))
    for change in plan.changed:
        answer = answers[name(change)]
        if answer == CORRECT.answer:
            settled.changed.append(change)
        if answer == NEW.answer:
            change.line.ref = None
            settled.new.append(change.line)
        else:  # An answer taken back may have made it new.
            change.line.ref = change.kept.ref
    _with_what_became_of_it(settled)
    return settled


def _with_what_became_of_it(settled: Plan) -> None:
    """What the text says about a new record is new as well: recorded lines like it were about
    another record."""
    new = {id(line) for line in settled.new}
    for line in settled.minute.lines:
        answers = line.facts.get("answers") or ()
        of = {id(one) for one in (line.about, line.facts.get("superseded_by"), *answers)}
        if id(line) not in new and of & new:
            line.ref = None
            new.add(id(line))
            settled.new.append(line)
            settled.changed = [one for one in settled.changed if one.line is not line]


def reasons(plan: Plan, answers: Mapping[str, str]) -> dict[int, str]:
    return {one.kept.position: answers[f"{name(one)} why"] for one in plan.changed}
