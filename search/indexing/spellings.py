"""British and American spellings, and irregular plurals: both are reduced to one form.

The result need not be a word. It is only compared, so a rule does harm only where it makes two different words
equal.
"""

import re

RULES = [
    (re.compile(r"^(\w{4,})is(e|ed|es|er|ers|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"^(\w{4,})ys(e|ed|ing)$"), r"\1yz\2"),
    (re.compile(r"^(\w{3,})our(s|ed|ing|al|ful|hood|hoods|ist|ists|able)?$"), r"\1or\2"),
    (re.compile(r"^(\w{2,}[tb])re(s?)$"), r"\1er\2"),
    (re.compile(r"^(\w{3,}og)ue(s?)$"), r"\1\2"),
    (re.compile(r"^(program)me(s?)$"), r"\1\2"),
    (re.compile(r"^(def|off|lic|pret)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"^(\w{3,}fu)l(l?)(ment|ments)$"), r"\1l\3"),
]
SINGULAR = {
    "alumni": "alumnus", "analyses": "analysis", "aquaria": "aquarium", "bacteria": "bacterium",
    "children": "child", "crises": "crisis", "criteria": "criterion", "curricula": "curriculum", "feet": "foot",
    "fora": "forum", "fungi": "fungus", "geese": "goose", "herbaria": "herbarium", "hypotheses": "hypothesis",
    "larvae": "larva", "memoranda": "memorandum", "mice": "mouse", "nebulae": "nebula", "phenomena": "phenomenon",
    "planetaria": "planetarium", "stimuli": "stimulus", "syllabi": "syllabus", "symposia": "symposium",
    "teeth": "tooth", "terraria": "terrarium", "theses": "thesis", "vivaria": "vivarium", "women": "woman",
}  # fmt: skip


def one_spelling(word: str) -> str:
    """Return the canonical spelling of a folded English word."""
    word = SINGULAR.get(word, word)
    for pattern, replacement in RULES:
        word = pattern.sub(replacement, word)
    return word
