"""Where the parts meet: the only place that picks real ones. Everything else gets its needs as arguments."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import Engine

from api.askers import Askers, askers_of
from api.chat.documents import counted
from api.chat.runs import Runs
from api.chores import Chore
from api.desk import Desk
from api.drafting import Drafting
from api.due_worker import DueWorker
from api.field_model import FieldModel
from api.gap_asking import GapAsking
from api.house_accounts import house_of
from api.ingesting import Ingestion, ingestion_of
from api.keeping_nothing import keeping_nothing
from api.knowledge_desk import KnowledgeDesk, knowledge_desk_of
from api.notices import Notices
from api.outbox.delivery import Delivery, delivery_of
from api.outbox.worker import Worker
from api.settings import ApiSettings, Settings
from api.store.advisors import StoredAdvisors
from api.store.appointments import StoredAppointments
from api.store.attempts import StoredAttempts
from api.store.budget import StoredBudget
from api.store.canned import StoredCannedParts
from api.store.conversations import StoredConversations
from api.store.drafts import StoredDrafts
from api.store.feedback import StoredFeedback
from api.store.gap_runs import GapRuns
from api.store.gaps import StoredGaps
from api.store.handoff_reads import HandoffInbox
from api.store.handoff_upkeep import HandoffUpkeep, Retention
from api.store.handoff_writes import AdvisedHandoffs
from api.store.handoffs import StoredHandoffs
from api.store.second_factors import StoredSecondFactors
from api.store.sessions import StoredSessions
from api.store.statements import StoredStatementFeedback
from api.store.thread import Threads
from api.store.upgrading import upgrade
from api.store.verified import StoredVerified
from api.store.watching import Watching
from api.subjects import Subjects
from api.suggesting import Suggesting
from api.teams import teams_of
from api.verifying import Verifying
from assistant.composing.draft import Composing, at_once
from assistant.composing.extractive import compose
from assistant.composing.model import ModelComposer
from assistant.conversation.followups import Reading, standalone
from assistant.conversation.rewriting import ModelRewriter
from assistant.listening import Listener
from assistant.messages import Question, Reply
from assistant.model.chat import OpenAIChat
from assistant.parts import Parts
from assistant.people.handed import HandedOver
from assistant.people.promise import promise_for
from assistant.people.teams import Teams
from assistant.pipeline import reply_to
from assistant.plain.by_model import ModelWording
from assistant.settings import AssistantSettings
from evals.gap_cases import add_missing
from ingest.sync import sync_starter
from knowledge import places, vocabulary
from knowledge.embedders import embedder_of
from knowledge.follower import bring_up, quiet
from knowledge.indexes import Indexes, Progress
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search

MINUTE_S, HOUR_S = 60.0, 3_600.0
THREADS, MODEL_THREADS = 2, 16


@dataclass(frozen=True, slots=True)
class Lotse:
    """A ready assistant: its knowledge, and the parts that answer."""

    registry: Registry
    indexes: Indexes
    search: Search
    conversations: StoredConversations
    feedback: StoredFeedback
    parts: Parts
    drafting: Drafting
    suggesting: Suggesting
    askers: Askers
    runs: Runs
    retention: timedelta
    public_url: str
    worker: Worker
    desk: Desk
    ingestion: Ingestion
    knowledge: KnowledgeDesk
    due: DueWorker
    chat: OpenAIChat | None = None
    wording: ModelWording | None = None

    def reply_to(self, question: Question) -> Reply:
        """Answer or hand over; never raises for a failing part."""
        return reply_to(question, self.parts)

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation, also from memory, and return whether there was one. Raises MemoryUnavailable."""
        self.runs.forget(conversation_id)
        return self.conversations.forget(conversation_id)

    def erase(self, handed: HandedOver) -> None:
        """Delete a handoff with its conversation, also from memory. Raises StoreUnavailable."""
        self.runs.forget(handed.conversation_id)
        self.askers.erasure.erase(handed)

    def chores(self) -> tuple[Chore, ...]:
        """Return what the server has to do beside answering."""
        verifying = Verifying(self.desk.verified, self.registry)
        return (
            Chore("verified answers reopened", 1.0, verifying.follow),
            Chore("conversations expired", HOUR_S, self.expire),
            Chore("handoffs escalated", MINUTE_S, self.desk.upkeep.escalate),
            Chore("handoffs expired", HOUR_S, self.desk.upkeep.expire),
            Chore("sent messages forgotten", HOUR_S, lambda: self.desk.outbox.forget_sent(_now() - self.retention)),
            Chore("gap questions asked again", 1.0, GapAsking.of(GapRuns(self.desk.engine, _now), self.parts).work),
            Chore("sources read", 1.0, self.due.look),
            Chore("history expired", HOUR_S, self.ingestion.expire),
            Chore("gap cases kept", MINUTE_S, lambda: add_missing(self.desk.gap_cases, self.desk.gaps.cases())),
        )

    def expire(self) -> int:
        """Delete the conversations that nobody has continued for the retention time and return how many."""
        return self.conversations.expire(_now() - self.retention)


@contextmanager
def opened(settings: Settings, progress: Progress = quiet) -> Iterator[Lotse]:
    """Open everything, bring the indexes up to date and close them afterwards. Needs ownership of the data directory.

    Raises RegistryUnavailable, StoreUnavailable, StoreTooNew, IndexUnavailable.
    """
    engine = open_engine(settings.knowledge.registry_url)
    registry = _filled(engine, progress)
    indexes = Indexes(settings.knowledge.index_dir, embedder_of(settings.knowledge))
    try:
        bring_up(registry, indexes, progress, embed=False)
        search = Search(registry, indexes, vocabulary.starter(), places.starter(), today=_today_of(settings))
        conversations = StoredConversations(engine, _now)
        chat = chat_of(settings.assistant, engine)
        delivery = delivery_of(settings.outbox, engine, _now)
        notices = Notices(teams_of(settings), delivery.endpoints, settings.outbox.public_url, _now)
        handoffs, advised = _handoffs(engine, notices)
        parts = _parts(settings, registry, search, handoffs, conversations, notices.teams, chat)
        askers = askers_of(engine, _now, notices, handoffs, advised, conversations)
        drafting = Drafting(keeping_nothing(parts), settings.api.draft_key)
        model = FieldModel(chat) if chat else None
        ingestion = ingestion_of(registry, settings, _now, _today_of(settings), model)
        with (
            closing(_runs(parts, askers, counted(registry, indexes), chat)) as runs,
            closing(DueWorker(ingestion)) as due,
        ):
            yield Lotse(
                registry=registry,
                indexes=indexes,
                search=search,
                conversations=conversations,
                feedback=StoredFeedback(engine, _now),
                parts=parts,
                drafting=drafting,
                suggesting=Suggesting(registry, parts),
                askers=askers,
                runs=runs,
                retention=timedelta(days=settings.api.retention_days),
                public_url=settings.outbox.public_url,
                worker=delivery.worker,
                desk=_desk(engine, settings, advised, notices, delivery),
                ingestion=ingestion,
                knowledge=knowledge_desk_of(ingestion, drafting.reply_to),
                due=due,
                chat=chat,
                wording=ModelWording(chat) if chat else None,
            )
    finally:
        indexes.close()
        engine.dispose()


def _desk(engine: Engine, settings: Settings, advised: AdvisedHandoffs, notices: Notices, delivery: Delivery) -> Desk:
    """Return what the console works with."""
    own = settings.api
    idle, absolute = timedelta(minutes=own.session_idle_minutes), timedelta(hours=own.session_hours)
    return Desk(
        engine=engine,
        now=_now,
        advisors=StoredAdvisors(engine, _now),
        sessions=StoredSessions(engine, _now, idle, absolute),
        attempts=StoredAttempts(engine, _now),
        second_factors=StoredSecondFactors(engine, _now),
        inbox=HandoffInbox(engine),
        handoffs=advised,
        threads=Threads(engine),
        upkeep=HandoffUpkeep(engine, _now, _retention(own), notices.escalated),
        outbox=delivery.outbox,
        endpoints=delivery.endpoints,
        verified=StoredVerified(engine, _now),
        drafts=StoredDrafts(engine, _now),
        canned=StoredCannedParts(engine, _now),
        four_eyes=own.four_eyes,
        house=house_of(own),
        appointments=StoredAppointments(engine, _now),
        statements=StoredStatementFeedback(engine, _now),
        watching=Watching(engine),
        teams=notices.teams,
        tell_asker=notices.to_asker,
        gaps=StoredGaps(engine, _now),
        gap_cases=settings.knowledge.data_dir / "gaps.jsonl",
    )


def _retention(settings: ApiSettings) -> Retention:
    days = settings.handoff_retention_days, settings.contact_retention_days
    return Retention(*(timedelta(days=number) for number in days))


def _parts(
    settings: Settings,
    registry: Registry,
    search: Search,
    handoffs: StoredHandoffs,
    conversations: StoredConversations,
    teams: Teams,
    chat: OpenAIChat | None,
) -> Parts:
    return Parts(
        search=search,
        compose=_composer(settings.assistant, chat),
        handoffs=handoffs,
        conversations=conversations,
        reading=Reading(places.starter(), search.rarity, Subjects(registry)),
        rewrite=ModelRewriter(chat) if chat else standalone,
        vocabulary=vocabulary.starter(),
        passages_of=registry.passages_of,
        answer_from=settings.assistant.answer_threshold,
        partial_from=settings.assistant.partial_threshold,
        team=settings.assistant.team,
        teams=teams,
        today=_today_of(settings),
    )


def _today_of(settings: Settings) -> Callable[[], date]:
    """Return the calendar: today's day, or the one that is set for tests and evaluations."""
    fixed = settings.knowledge.today
    return lambda: fixed or date.today()


def _filled(engine: Engine, progress: Progress) -> Registry:
    """Return the registry with the starter knowledge in it, and all tables beside it."""
    registry = Registry(engine)
    upgrade(engine)
    sync_starter(registry, lambda done, total: progress("Starterwissen lesen", done, total))
    return registry


def _handoffs(engine: Engine, notices: Notices) -> tuple[StoredHandoffs, AdvisedHandoffs]:
    """Return the handoffs as askers and as advisors have them."""
    promise = partial(promise_for, notices.teams)
    asked = StoredHandoffs(engine, _now, promise, notices.to_team)
    return asked, AdvisedHandoffs(engine, _now, promise, notices.to_asker)


def _runs(parts: Parts, askers: Askers, documents: Callable[[], int | None], chat: OpenAIChat | None) -> Runs:
    """Return the runs of the chat; those with a model mostly wait for it, the others compute."""

    def answer(question: Question, listener: Listener) -> Reply:
        return reply_to(question, parts, listener)

    return Runs(answer, askers.once, documents, MODEL_THREADS if chat else THREADS)


def chat_of(settings: AssistantSettings, engine: Engine) -> OpenAIChat | None:
    """Return the language model where one is set up."""
    if not settings.model_url:
        return None
    return OpenAIChat(settings, StoredBudget(engine, settings.model_daily_tokens, lambda: _now().date()))


def _composer(settings: AssistantSettings, chat: OpenAIChat | None) -> Composing:
    """Return the model composer where there is a model, else the extractive one."""
    tokens = {"evidence_tokens": settings.model_evidence_tokens, "answer_tokens": settings.model_answer_tokens}
    return ModelComposer(chat, compose, **tokens).stream if chat else at_once(compose)


def _now() -> datetime:
    return datetime.now(UTC)
