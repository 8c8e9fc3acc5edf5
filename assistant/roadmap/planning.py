"""The step plan: for "how do we start?" the steps of a fitting guidance, in phases, each with its source.

Everything comes from the evidence and the documents it stands for; what the assistant adds is marked "Vorschlag".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.checking.fitness import unfit
from assistant.retrieval import Evidence, SearchPart, retrieve
from assistant.roadmap.details import body_of, effort_of, lead_in, role_of
from assistant.roadmap.experiences import Rarity, asks_for_money, matched, telling, terms_today
from assistant.roadmap.frame import Suggestion, suggestions_for
from assistant.roadmap.notes import cautions_in, open_points
from assistant.roadmap.phases import phases_of
from assistant.roadmap.sources import Citations
from assistant.roadmap.steps import Step, steps_of
from assistant.roadmap.values import PHASES, Plan, PlanNote, PlanPhase, PlanStep, PlanSupport, PlanText
from knowledge.asked import wanted
from knowledge.documents import FrontMatter, Passage
from knowledge.german import stems_of
from knowledge.profile import Profile
from knowledge.search import Hit
from knowledge.suspicion.scoring import HELD

PassagesOf = Callable[[Sequence[str]], Mapping[str, tuple[Passage, ...]]]
NEAR = 0.8  # share of the best score from which a guidance is about the question
BESIDE = 0.5  # the same for case studies and programmes that only add to its steps
_PLAN_WORDS = re.compile(
    r"\b(?:fahrplan|stufenplan|zeitplan|schrittplan|(?:vorgehens|projekt|umsetzungs)(?:plan|weise)\w*|vorgehen|roadmap)\b"
    r"|(?:^|\beinen? )(?:plan|leitfaden|checkliste)\b",  # "einen Plan" is wished for, "der Plan" is somebody's
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\bwie (?!viel|hoch|lange|oft|weit|groß|teuer|hat\b|hatte|habe|war|ist\b|sind\b|wurde)\w+ (?:wir|man|ich)\b"
    r"|\bwie (?:anfangen|beginnen|starten|vorgehen|umsetzen|einführen)\b",
    re.IGNORECASE,
)  # "wie führt man …", not what was or how much


def wants_plan(question: str) -> bool:
    """Return whether a question asks how to proceed.

    >>> wants_plan("Wie fangen wir mit Open Data an?"), wants_plan("Was kostete der Rufbus?")
    (True, False)
    """
    return "steps" in wanted(question) or any(cue.search(question) for cue in (_PLAN_WORDS, _HOW))


def plan_for(
    message: str, profile: Profile, search: SearchPart, passages_of: PassagesOf, threshold: float, today: date
) -> Plan | None:
    """Return the plan that a message asks for, whether or not it is worded as a question, or None when none fits.

    None too where the confidence that the evidence is about the message stays below `threshold`, 0 to 1.
    """
    topic = _PLAN_WORDS.sub(" ", message)
    evidence = retrieve(topic if wants_plan(topic) else f"Wie gehen wir vor: {topic}", profile, search)
    if evidence.confidence < threshold:
        return None
    return plan_of(evidence, passages_of, search.rarity, today)


def plan_of(evidence: Evidence, passages_of: PassagesOf, rarity: Rarity, today: date) -> Plan | None:
    """Return the plan of the best guidance with steps among the evidence, or None when none fits.

    `passages_of` gives all passages of documents, `rarity` the inverse document frequency of stems.
    Raises KnowledgeError as these do.
    """
    guidance = _guidance(evidence.hits, passages_of)
    if guidance is None:
        return None
    meta, citations = guidance.meta, Citations(today)
    additions = _additions(evidence, guidance, passages_of, rarity, today)
    planned = [
        (phase, _suggested(n, item))
        if isinstance(item, Suggestion)
        else (phase, _sourced(n, meta, guidance.steps[item], additions[item], citations))
        for n, (phase, item) in enumerate(_in_phases(guidance), start=1)
    ]
    cautions = cautions_in(meta, guidance.passages, citations)
    return Plan(
        title=meta.title,
        made_on=today.isoformat(),
        document_ids=tuple(dict.fromkeys([meta.id, *(source.document_id for source in citations.sources)])),
        phases=tuple(
            PlanPhase(phase, PHASES[phase], tuple(step for _, step in group))
            for phase, group in groupby(planned, key=lambda pair: pair[0])
        ),
        cautions=cautions,
        open_points=open_points(meta, [step for _, step in planned], today),
        sources=citations.sources,
    )


@dataclass(frozen=True, slots=True)
class _Guidance:
    meta: FrontMatter
    passages: tuple[Passage, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Addition:
    """What another document adds to a step."""

    label: str
    text: str
    meta: FrontMatter
    origins: tuple[int, ...] = ()


def _guidance(hits: Sequence[Hit], passages_of: PassagesOf) -> _Guidance | None:
    for meta in _near(hits, NEAR):
        if meta.kind == "guidance":
            passages = passages_of([meta.id]).get(meta.id, ())
            steps = steps_of(passages)
            # One step that speaks to a machine or leads astray spoils the guidance: its order is somebody else's.
            # Steps speak in the imperative, so only what would be held when it is taken in is suspicious here.
            if steps and not any(unfit(step.text, [meta], HELD) for step in steps):
                return _Guidance(meta, passages, steps)
    return None


def _near(hits: Sequence[Hit], share: float) -> list[FrontMatter]:
    """Return the heads of the documents whose best passage comes near the best of all, best first."""
    return list({hit.meta.id: hit.meta for hit in hits if hit.score >= share * hits[0].score}.values())


def _in_phases(guidance: _Guidance) -> list[tuple[str, int | Suggestion]]:
    """Return phase and position of each step in order, and the suggestions, each at the end of its phase."""
    said = [(step.title, " ".join(spoken.text for spoken in step.sentences)) for step in guidance.steps]
    order: list[tuple[str, int | Suggestion]] = []
    order += [(phase, at) for at, phase in enumerate(phases_of(said, guidance.meta.phases))]
    text = " ".join(passage.text for passage in guidance.passages)
    order += [(own.phase, own) for own in suggestions_for(guidance.meta, guidance.steps, text)]
    return sorted(order, key=lambda pair: list(PHASES).index(pair[0]))


def _additions(
    evidence: Evidence, guidance: _Guidance, passages_of: PassagesOf, rarity: Rarity, today: date
) -> list[list[_Addition]]:
    """Return for each step what case studies tell of it, and the programmes that may pay for it."""
    beside = _near(evidence.hits, BESIDE)
    cases = [meta for meta in beside if meta.municipality]
    passages = passages_of([meta.id for meta in cases])
    told = [
        (meta, spoken)
        for meta in cases
        for spoken in telling(passages.get(meta.id, ()))
        if not unfit(spoken.text, [meta], HELD)
    ]
    topic = {*(term.stem for term in evidence.terms), *stems_of(guidance.meta.title)}
    found: list[list[_Addition]] = [[] for _ in guidance.steps]
    for at, (meta, spoken) in matched(guidance.steps, told, topic, rarity).items():
        place = meta.municipality.name if meta.municipality else meta.title
        found[at].append(_Addition(f"Fallstudie {place}", spoken.text, meta, spoken.origins))
    topics = set(guidance.meta.topics) - {"foerderung"}
    programmes = [meta for meta in beside if topics & set(meta.topics)]
    for at in (at for at, step in enumerate(guidance.steps) if asks_for_money(step)):
        found[at] += [_Addition("Förderung", t, meta) for meta in programmes if (t := terms_today(meta, today))]
    return found


def _sourced(n: int, meta: FrontMatter, step: Step, additions: Sequence[_Addition], citations: Citations) -> PlanStep:
    passage = step.passage
    return PlanStep(
        n,
        lead_in(step),
        detail=tuple(PlanText(spoken.text, citations.of(meta, spoken.origins, passage)) for spoken in step.sentences),
        citations=citations.of(meta, step.origins, passage),
        role=role_of(step),
        body=body_of(step),
        effort=effort_of(step),
        support=PlanSupport(meta.id, passage.id, passage.heading),
        notes=tuple(PlanNote(a.label, a.text, citations.of(a.meta, a.origins), n) for a in additions),
    )


def _suggested(n: int, own: Suggestion) -> PlanStep:
    return PlanStep(n, own.title, (PlanText(own.text, ()),), role=own.role, body=own.body, suggestion=True)
