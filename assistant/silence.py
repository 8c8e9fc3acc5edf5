"""While a person owns the conversation: a message goes to that person, and nothing is searched."""

import logging
from dataclasses import replace

from assistant.handoff import Handoffs, entry_of
from assistant.messages import Outcome, Reply
from assistant.people.handed import HandedOver
from assistant.people.teams import Teams
from assistant.texts import say
from assistant.turn import OpenTurn
from assistant.understanding import understand
from knowledge.errors import LotseError

log = logging.getLogger(__name__)


def to_its_owner(turn: OpenTurn, handoffs: Handoffs, teams: Teams) -> Reply | None:
    """Return the reply of a conversation that a person owns; None when nobody does.

    None too when the store fails: then the assistant answers as always, which is better than silence.
    """
    question = turn.question
    if question.conversation_id is None:
        return None
    try:
        owner = handoffs.owner_of_conversation(question.conversation_id)
        if owner is None:
            return None
        turn.listener.keeping()
        handed = handoffs.write(owner.number, question.text, turn.message_id)
    except LotseError as error:
        log.error("answered although a person may own the conversation: %s", error.code)
        return None
    return _with_person(turn, handed, teams)


def _with_person(turn: OpenTurn, handed: HandedOver, teams: Teams) -> Reply:
    """Return who has the message now; whoever is in danger gets the number to call as well."""
    understood = understand(turn.question.text, turn.question.language)
    language = "de" if understood.language == "de" else "en"
    said = say("with_person", language, number=handed.number)
    entry = entry_of(handed, teams.by_id(handed.team).name, said)
    if understood.ends_as is Outcome.DECLINED_EMERGENCY:
        said = f"{say('emergency', language, turn.question.text)} {said}"
    return replace(turn.reply(Outcome.HANDOFF_WITH_PERSON, language), message=said, handoff=entry)
