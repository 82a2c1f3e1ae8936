"""The vocabulary as SKOS in RDF/XML (https://www.w3.org/TR/skos-reference/), for catalogues. Knows no Django."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from articles.vocabulary.exchange.records import NotReadableError, Problem, TermRecord

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _name(prefixed: str) -> str:
    prefix, name = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


ABOUT, RESOURCE = _name("rdf:about"), _name("rdf:resource")


def write_terms(records: Iterable[TermRecord], scheme: str) -> bytes:
    """Return the terms as concepts of a scheme, whose address is that of the index of trends."""
    root = etree.Element(_name("rdf:RDF"), nsmap=NAMESPACES)
    _add(etree.SubElement(root, _name("skos:ConceptScheme"), {ABOUT: scheme}), "skos:prefLabel", "Trends")
    groups: dict[str, list[str]] = defaultdict(list)
    for record in records:
        groups[record.group].append(f"{scheme}{record.slug}/")
        _write_concept(root, record, scheme)
    for number, (group, members) in enumerate(groups.items(), start=1):
        collection = etree.SubElement(root, _name("skos:Collection"), {ABOUT: f"{scheme}#group-{number}"})
        _add(collection, "skos:prefLabel", group)
        for member in members:
            _refer(collection, "skos:member", member)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _write_concept(root: Any, record: TermRecord, scheme: str) -> None:
    concept = etree.SubElement(root, _name("skos:Concept"), {ABOUT: f"{scheme}{record.slug}/"})
    _refer(concept, "skos:inScheme", scheme)
    _add(concept, "skos:notation", record.slug)
    _add(concept, "skos:prefLabel", record.name)
    for synonym in record.synonyms:
        _add(concept, "skos:altLabel", synonym)
    if record.scope_note:
        _add(concept, "skos:scopeNote", record.scope_note)
    _add(concept, "vs:term_status", record.status)
    for slug in record.see_also:
        _refer(concept, "skos:related", f"{scheme}{slug}/")
    if record.successor:
        _refer(concept, "dct:isReplacedBy", f"{scheme}{record.successor}/")
    if record.discussion:
        _refer(concept, "rdfs:seeAlso", record.discussion)


def _add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, _name(name)).text = text


def _refer(parent: Any, name: str, address: str) -> None:
    etree.SubElement(parent, _name(name), {RESOURCE: address})


def read_terms(content: bytes) -> tuple[list[TermRecord], list[Problem]]:
    """Return the concepts of a file, and its problems. Raise NotReadableError.

    Each concept needs a label and a collection, which is its group.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotReadableError(f"line {error.lineno}, column {error.offset}: {error.msg}") from error
    nodes = list(_nodes(root))
    groups = dict(_members(nodes))
    concepts = [node for node in nodes if _is_a(node, "skos:Concept")]
    problems = [] if concepts else [Problem(1, "", "this file has no skos:Concept; SKOS in RDF/XML is read.")]
    return [_record(node, groups) for node in concepts], problems


def _nodes(root: Any) -> Iterator[Any]:
    yield from (node for node in root.iter() if isinstance(node.tag, str) and node.get(ABOUT))


def _is_a(node: Any, name: str) -> bool:
    types = {kind.get(RESOURCE) for kind in node.findall(_name("rdf:type"))}
    return node.tag == _name(name) or _name(name).replace("{", "").replace("}", "") in types


def _members(nodes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the address of each member of a collection, and the label of that."""
    for node in nodes:
        if _is_a(node, "skos:Collection"):
            for member in node.findall(_name("skos:member")):
                inner = next(iter(member), None)
                yield member.get(RESOURCE) or (inner.get(ABOUT) if inner is not None else ""), _text(node)


def _record(node: Any, groups: dict[str, str]) -> TermRecord:
    return TermRecord(
        line=node.sourceline,
        slug=_text(node, "skos:notation") or _slug_of(node.get(ABOUT)),
        name=_text(node),
        group=groups.get(node.get(ABOUT), ""),
        status=_text(node, "vs:term_status"),
        scope_note=_text(node, "skos:scopeNote"),
        synonyms=[text for text in map(_own_text, node.findall(_name("skos:altLabel"))) if text],
        see_also=[_slug_of(other.get(RESOURCE) or "") for other in node.findall(_name("skos:related"))],
        discussion=next((one.get(RESOURCE) or "" for one in node.findall(_name("rdfs:seeAlso"))), ""),
        successor=next((_slug_of(one.get(RESOURCE) or "") for one in node.findall(_name("dct:isReplacedBy"))), ""),
    )


def _text(node: Any, name: str = "skos:prefLabel") -> str:
    """Return a property; of several languages English, else the first."""
    found = node.findall(_name(name))
    english = [one for one in found if (one.get(LANGUAGE) or "en").startswith("en")]
    return _own_text((english or found)[0]) if found else ""


def _own_text(element: Any) -> str:
    return " ".join((element.text or "").split())


def _slug_of(address: str) -> str:
    """Return the last part of a URL, which is our slug."""
    return address.rstrip("/").replace("#", "/").rpartition("/")[2]
