"""Drafts the answer to a letter: each question by itself, with one numbering of sources over the whole letter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.messages import Outcome, Question, Reply
from assistant.people.cited import MARK, CitedSource, CitedText, marks, of_reply, renumbered
from assistant.people.letter import Letter
from knowledge.profile import Profile

NOTHING = "Dazu liegt nichts Belastbares vor."
_WHY: dict[Outcome, str] = {
    Outcome.HANDOFF_NO_EVIDENCE: "In den vorliegenden Dokumenten wurde nichts Passendes gefunden.",
    Outcome.HANDOFF_NOT_SUPPORTED: "Was gefunden wurde, belegt keine Antwort.",
    Outcome.HANDOFF_LEGAL: "Verlangt ist eine rechtliche Beurteilung des Einzelfalls.",
    Outcome.HANDOFF_PROCUREMENT: "Verlangt ist eine Beurteilung nach Vergabe- oder Beihilferecht.",
    Outcome.HANDOFF_DATA_PROTECTION: "Verlangt ist eine Beurteilung zum Datenschutz.",
    Outcome.FAILED_SEARCH: "Die Suche ist gerade gestört. Bitte fragen Sie in einigen Minuten noch einmal.",
}
_OTHERWISE = {
    "clarify": "Die Frage ist zu allgemein oder mehrdeutig. Bitte nennen Sie Thema und Vorhaben.",
    "declined": "Die Frage gehört nicht zu den digitalen Vorhaben von Kommunen, oder sie ist keine Sachfrage.",
    "handoff": "Gewünscht ist eine Antwort von einem Menschen.",
    "failed": "Das hat gerade nicht geklappt. Bitte fragen Sie in einigen Minuten noch einmal.",
}


@dataclass(frozen=True, slots=True)
class DraftedQuestion:
    """One question with its draft, or with why there is none.

    `note` is what should be read beside the draft: what is missing, where sources differ; or the reason for no draft.
    """

    asked: str
    question: str
    outcome: Outcome
    draft: CitedText | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """The draft with its marks, or the honest sentence that nothing is known."""
        return self.draft.text if self.draft else NOTHING


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """The draft of a letter; `left` counts questions that were beyond the limit."""

    questions: tuple[DraftedQuestion, ...]
    profile: Profile = field(default_factory=Profile)
    left: int = 0

    @property
    def sources(self) -> tuple[CitedSource, ...]:
        """The sources of all drafts by number, each once."""
        cited = {source.n: source for one in self.questions if one.draft for source in one.draft.sources}
        return tuple(cited[n] for n in sorted(cited))


def drafted(
    letter: Letter, profile: Profile, reply_to: Callable[[Question], Reply], language: str | None = None
) -> LetterDraft:
    """Return the draft of a letter; what `profile` says of the sender goes before what the letter tells."""
    told = letter.profile
    known = Profile(
        profile.state or told.state,
        profile.population or told.population,
        profile.type or told.type,
        profile.phase or told.phase,
    )
    drafts = [
        drafted_question(one.asked, reply_to(Question(one.text, known, language=language)), one.text)
        for one in letter.questions
    ]
    return LetterDraft(numbered(drafts), known, letter.left)


def drafted_question(asked: str, reply: Reply, question: str) -> DraftedQuestion:
    """Return what a reply gives for a letter: never the number of a handoff, for a draft hands nothing over."""
    note = reply.clarification or _beside(reply)
    if reply.statements:
        return DraftedQuestion(asked, question, reply.outcome, renumbered(of_reply(reply)), note)
    group = reply.outcome.partition(".")[0]
    return DraftedQuestion(asked, question, reply.outcome, None, note or _WHY.get(reply.outcome) or _OTHERWISE[group])


def numbered(drafts: Sequence[DraftedQuestion]) -> tuple[DraftedQuestion, ...]:
    """Return the drafts with one numbering of sources in order of first use; the same quotation keeps one number."""
    done: list[DraftedQuestion] = []
    known: tuple[CitedSource, ...] = ()
    for one in drafts:
        draft = beside(one.draft, known) if one.draft else None
        known += tuple(source for source in draft.sources if source not in known) if draft else ()
        done.append(replace(one, draft=draft))
    return tuple(done)


def beside(cited: CitedText, known: Sequence[CitedSource]) -> CitedText:
    """Return a text with its sources numbered after those that are known; a known quotation keeps its number."""
    numbers = {_quotation(source): source.n for source in known}
    last = max(numbers.values(), default=0)
    for source in cited.sources:
        if _quotation(source) not in numbers:
            last += 1
            numbers[_quotation(source)] = last
    new = {source.n: numbers[_quotation(source)] for source in cited.sources}
    text = MARK.sub(lambda mark: "".join(f"[{new.get(n, n)}]" for n in marks(mark[0])), cited.text)
    return CitedText(text, tuple(replace(source, n=new[source.n]) for source in cited.sources))


def _quotation(source: CitedSource) -> tuple[object, ...]:
    return source.passage_id, source.origins, source.quote


def _beside(reply: Reply) -> str:
    """Return what the assistant says beside its statements, without what it would promise of a handoff."""
    if not reply.statements:
        return ""
    promised = reply.handoff.message if reply.handoff else ""
    return (reply.message or "").replace(promised, "").strip() if promised else (reply.message or "")
