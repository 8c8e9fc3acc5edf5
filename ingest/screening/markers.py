"""Shapes that belong into the talk of a machine, not into a document: roles, delimiters, calls of tools. Pure."""

import re

from ingest.screening.kinds import Kind

_ROLE = r"(?:system|user|assistant|human|nutzer|assistent|benutzer|ai|ki|developer|tool|entwickler)"
_COMMAND = (
    r"(?:antwort|schreib|sag|nenn|gib|ignor|vergiss|befolg|du bist|du darfst|du sollst|neue (?:aufgabe"
    r"|anweisung)|you are|you must"
    r"|new (?:task|instruction)|ab (?:jetzt|sofort)|from now|answer|reply|respond|tell|say|output"
    r"|print|forget|disregard)"
)
MARKERS = (
    Kind(
        "Der Text ahmt ein Gespräch mit einer Maschine nach",
        (":",),
        re.compile(
            rf"(?:^"
            rf"|[\n>\].!?“\"]\s*)\W{{0,4}}{_ROLE}\W{{0,3}} ?:.{{0,400}}?[\n.!?“\"]\s*\W{{0,4}}{_ROLE}\W{{0,3}} ?: ?\S"
            rf"|(?:^|[\n>\].!?“\"]\s*)\W{{0,4}}(?:system|developer|entwickler)(?:[- ]?(?:nachricht|prompt"
            rf"|message|anweisung))?\W{{0,3}} ?:.{{0,120}}\b{_COMMAND}",
            re.DOTALL,
        ).search,
    ),
    Kind(
        "Der Text enthält Trennzeichen, wie sie Eingaben an Sprachmodelle gliedern",
        ("<", "[", "#", "--", "==", "**"),
        re.compile(
            r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|begin_of_text|end)\|?>|\[/?inst\]|<</?sys>>"
            r"|</?(?:system|user|assistant|textstellen?|kontext|context|instructions?|anweisung(?:en)?|prompt"
            r"|frage|quellen|documents?|passages?)(?:-\w+)?>"
            r"|(?:^|\n)\s*#{2,} ?(?:system|instruction|response|user|assistant|new task|neue (?:aufgabe"
            r"|anweisung)|human)s?\b ?:?"
            r"|(?:begin|end|start|ende|anfang)(?: of| der| des)? (?:system ?)?(?:prompts?|instructions?"
            r"|anweisung(?:en)?|systemnachricht)\b.{0,3}[-=\]*]{2,}"
            r"|[-=*\[]{2,} ?(?:begin|end|start|ende|anfang)(?: of| der| des)? (?:system ?)?(?:prompts?"
            r"|instructions?|anweisung(?:en)?|context|kontext)",
        ).search,
    ),
    Kind(
        "Der Text enthält einen Aufruf, wie ihn Werkzeuge von Sprachmodellen verstehen",
        ('"', "<", "action", "aktion"),
        re.compile(
            r"\"(?:role|rolle)\"\s*:\s*\"(?:system|user|assistant|tool|developer)\"|\"(?:tool_calls?"
            r"|function_call|tool_use|tool_name)\"\s*:"
            r"|<(?:tool_call|function_call|tool_use|invoke|function_calls|antml:invoke)\b|\{\s*\"(?:tool"
            r"|function|action|werkzeug)\"\s*:.{0,200}\"(?:arguments?|parameters?|input|args"
            r"|action_input)\"\s*:"
            r"|\b(?:action|aktion) ?: ?\w+\s+(?:action input|eingabe) ?:",
            re.DOTALL,
        ).search,
    ),
    Kind(
        "Der Text bettet eine Adresse ein, die beim Anzeigen Angaben mitschickt",
        ("http", "javascript:", "data:"),
        re.compile(
            r"!\[[^\]]*\]\(\s*https?://[^)\s]*[?&=][^)]*\)|<img[^>]+src\s*=\s*[\"']?https?://[^>\s]*\?[^>]*>"
            r"|\]\(\s*(?:javascript|data):|https?://[^\s)]*[?&][\w-]+=(?:\{|%7b|\[|<|\$|\b(?:hier|frage|profil"
            r"|chat|verlauf|question|history|text|alles|passwor[dt]|kennwort)\b(?!/))"
        ).search,
    ),
)
