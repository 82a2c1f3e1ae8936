"""Numbers for the notes of a text."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

from base.blocks.footnotes import number_notes

register = template.Library()


class FootnotesNode(template.Node):
    """Renders its content, and numbers the notes in it."""

    def __init__(self, inside: NodeList) -> None:
        self.nodelist = inside

    def render(self, context: Any) -> SafeString:
        """Return the text with its notes."""
        return number_notes(self.nodelist.render(context))


@register.tag
def footnotes(parser: Parser, token: Token) -> FootnotesNode:
    """Number the notes between `{% footnotes %}` and `{% endfootnotes %}`, and list them at the end."""
    inside = parser.parse(("endfootnotes",))
    parser.delete_first_token()
    return FootnotesNode(inside)
