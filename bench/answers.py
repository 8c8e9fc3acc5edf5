"""Write docs/answers.md: ten answers in quotations and ten worded by a scripted model, which also makes a figure up.

    python bench/answers.py

The model words the first sentences of the sources it is given and adds an invented one, which must not be shown.
"""

import os
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from api.cli_examples import examples
from evals.redteam.server import Says, answer, serving
from knowledge.sentences import spans

PAGE = Path(__file__).resolve().parent.parent / "docs" / "answers.md"
_SOURCE = re.compile(r"^\[(S\d+)\] [^\n]*\n(.+?)(?=\n\n\[S|\n\n?</)", re.MULTILINE | re.DOTALL)
INVENTED = "Das kostete genau 987.654 Euro."


def worded(body: dict[str, Any]) -> Says:
    """Return the first sentence of three sources in shorter writing, and an invented figure."""
    said = [(_shortened(text), token) for token, text in _SOURCE.findall(body["messages"][-1]["content"])[:3]]
    return answer(*said, (INVENTED, said[0][1])) if said else answer(completeness="none")


def _shortened(text: str) -> str:
    start, end = spans(text)[0]
    return text[start:end].replace(" Prozent", " %").replace(" Euro", " €").removeprefix("- ")


if __name__ == "__main__":
    with serving(worded) as model:
        os.environ |= {"LOTSE_MODEL_URL": model.url, "LOTSE_MODEL": "scripted"}
        examples(PAGE, model_from=11)
