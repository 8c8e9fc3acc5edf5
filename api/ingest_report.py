"""Prints what an ingestion did, or what it would do."""

from typing import Any

from api.terminal import note, say

_SHOWN = 10  # ids in one line
_DONE = {"added": "neu", "changed": "geändert", "removed": "entfernt", "adopted": "übernommen"}
_HELD = {"quarantined": "Zum Teil in Quarantäne", "withdrawn": "Zurückgenommen, bleibt wie es ist"}
_LEFT = {"problems": "Nicht aufgenommen", "skipped": "Übergangen", "notes": "Hinweis"}


def print_report(report: dict[str, Any]) -> None:
    """Print a report for reading: what changed on standard output, what was left out on standard error."""
    if not report["changes"] and not report["adopted"]:
        say(f"Nichts zu tun: alle {report['unchanged']} Dokumente sind schon so aufgenommen.")
    else:
        counts = (f"{len(report[key])} {word}" for key, word in _DONE.items() if report[key])
        say(f"{', '.join(counts)}; {report['unchanged']} unverändert.")
    for key, word in _HELD.items():
        if report[key]:
            say(f"{word}: {', '.join(report[key][:_SHOWN])}{' …' if len(report[key]) > _SHOWN else ''}.")
    _print_left_out(report)
    _print_next(report)


def _print_left_out(report: dict[str, Any]) -> None:
    for key, word in _LEFT.items():
        for item in report[key]:
            note(f"{word}: {item['file']}: {item['field']}: {item['reason']}")


def _print_next(report: dict[str, Any]) -> None:
    if report["reopened"]:
        say(f"Geprüfte Antworten, die neu zu prüfen sind: {', '.join(report['reopened'])}.")
    if report["dry_run"]:
        say("Das war eine Probe. Geschrieben wurde nichts.")
    elif report["run"] and report["changes"]:
        say(f"Das war Lauf {report['run']}. Zurücknehmen: lotse ingest rollback {report['run']}")
    if not report["searchable"]:
        say("Gesichert. Der laufende Lotse nimmt die Änderungen in den Index auf, sobald er kann.")
