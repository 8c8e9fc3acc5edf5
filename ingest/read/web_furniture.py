"""Takes out of a web page what stands on every page of a site: navigation, banners, breadcrumbs, buttons to print."""

import re
from typing import TYPE_CHECKING

from ingest.read.html_tree import ancestors, find, stated

if TYPE_CHECKING:
    from ingest.read.html_tree import Node, Tree

_NEVER_TEXT = """script, noscript, iframe, svg, object, embed, canvas, audio, video, map, select, textarea, input,
    datalist, label, nav, footer, [role=navigation], [role=contentinfo], [role=search], [role=dialog],
    [role=alertdialog], [role=menu], [role=menubar], [role=toolbar], [itemtype$=BreadcrumbList]"""
_ONLY_OUTSIDE = "header, aside, [role=banner], [role=complementary]"
_NAMED = re.compile(
    r"""(?:.*(?:breadcrumb|brotkr|kruemelpfad|cookie|consent|usercentrics|borlabs|klaro|skip-?link|sprungm|readspeaker
    |pagination|social-?(?:media|share|links|icons|bar)|share-?(?:buttons?|bar|links)|shariff).*
    |(?:page|btn|link|button|icon)?[-_]?(?:print|drucken|druck|vorlesen)[-_]?(?:link|button|btn|page|version|seite)?
    |(?:main|top|sub|side|mobile|haupt|meta|service|seiten)?[-_]?(?:nav|navi|navbar|navigation|menu|menue)
    |(?:site|page|seiten)?[-_]?(?:footer|fusszeile|searchbox|suchbox|suche|sharing|teilen|login))""",
    re.IGNORECASE | re.VERBOSE,
)
_SAID_BY_BUTTONS = frozenset(
    (
        "seite drucken|drucken|druckansicht|druckversion|nach oben|zum seitenanfang|seitenanfang|zurück|vorlesen"
        "|zurück zur übersicht|seite vorlesen|seite teilen|teilen|seite empfehlen|weiterempfehlen|mehr|mehr erfahren"
        "|weiterlesen|weiter|mehr lesen|details|alle anzeigen|schließen|als pdf speichern|pdf erzeugen|link kopieren"
        "|zum inhalt springen|direkt zum inhalt|menü|suche|startseite|feedback zur seite|in neuem fenster öffnen"
    ).split("|")
)
_WIDE = 0.5  # an element with more of the page's text than this is no furniture, whatever its name


def take_out_furniture(tree: "Tree") -> None:
    """Remove what belongs to the site rather than to the page."""
    _remove(find(tree, _NEVER_TEXT))
    outside = find(tree, _ONLY_OUTSIDE)
    _remove([node for node in outside if not any(around.tag in ("main", "article") for around in ancestors(node))])
    limit = len(tree.body.text()) * _WIDE if tree.body else 0
    named = [node for node in find(tree, "[class], [id]") if _is_named_furniture(node)]
    _remove([node for node in named if len(node.text()) <= limit])


def _remove(nodes: "list[Node]") -> None:
    """Remove parts of a page, unless what the page is about stands inside them."""
    gone = [node for node in nodes if node.tag not in ("html", "body", "main") and not find(node, "main, [role=main]")]
    keys = {node.mem_id for node in gone}
    outermost = [node for node in gone if not any(around.mem_id in keys for around in ancestors(node))]
    for node in outermost:  # one inside another is gone with it, and must not be touched again
        node.decompose()


def _is_named_furniture(node: "Node") -> bool:
    names = f"{stated(node, 'class')} {stated(node, 'id')}"[:500].split()
    return node.tag not in ("h1", "h2", "html", "body") and any(_NAMED.fullmatch(name) for name in names)


def is_said_by_a_button(text: str) -> bool:
    """Tell whether a text of its own is what pages say on buttons, and nobody asks about.

    >>> is_said_by_a_button("Seite drucken"), is_said_by_a_button("Seite 3 drucken lassen")
    (True, False)
    """
    return text.strip(" »«›‹→←↑.…:").casefold() in _SAID_BY_BUTTONS
