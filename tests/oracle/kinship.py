"""A slow second reading of kinship, by the words for relatives: who is a sibling is looked up as the word is defined.

What is close with the certain ties alone is close; what is close only with the doubtful ones too is undetermined. Every
definition only grows with the ties, so no other choice of them has to be tried.
"""

from itertools import product
from typing import Any

Tie = dict[str, Any]
BY_LAW = ("birth", "adoption")


def standings(family: dict[str, Any], holder: str) -> dict[str, str]:
    """What everybody but the holder is to the holder."""
    links = read(family)
    doubtful = in_doubt(family, links)
    certain = close([link for link in links if link["doubt"] is None and not link["ties"] & doubtful], holder)
    possible = close(links, holder)
    names = {person["id"] for person in family["people"]} - {holder}
    return {
        name: "close_relative" if name in certain else "undetermined" if name in possible else "not_close_relative"
        for name in names
    }


def close(links: list[Tie], me: str) -> set[str]:
    """The close relatives, by the words of the law."""

    def parents(name: str) -> set[str]:
        return {link["up"] for link in links if link["kind"] != "marriage" and link["down"] == name}

    def children(name: str) -> set[str]:
        return {link["down"] for link in links if link["kind"] != "marriage" and link["up"] == name}

    couples = [{link["up"], link["down"]} for link in links if link["kind"] == "marriage"]
    spouses = {name for couple in couples if me in couple for name in couple}
    everybody = {name for link in links for name in (link["up"], link["down"])}
    siblings = {name for name in everybody if parents(name) & parents(me)}
    grandparents = {name for parent in parents(me) for name in parents(parent)}
    grandchildren = {name for child in children(me) for name in children(child)}
    return (spouses | parents(me) | children(me) | siblings | grandparents | grandchildren) - {me}


def read(family: dict[str, Any]) -> list[Tie]:
    """The ties that count between two people who are there; and the step ties that a marriage makes."""
    links = stated(family)
    weddings = [link for link in links if link["kind"] == "marriage"]
    for link in links:
        if link["kind"] == "step" and link["shade"] is None:
            link["doubt"] = "step"
        if link["kind"] == "birth":
            by = {each["up"] for each in links if each["kind"] == "adoption" and each["down"] == link["down"]}
            kept = any({link["up"], one} == {each["up"], each["down"]} for one in by for each in weddings)
            link["doubt"] = "birth_family" if by and not kept else None
    counted = [link for link in links if link["kind"] != "step" or link["shade"] is not False]
    return counted + by_marriage(links, weddings)


def stated(family: dict[str, Any]) -> list[Tie]:
    """The ties between two people who are there, the elder as `up`."""
    names = {person["id"] for person in family["people"]}
    natures = {"spouse": "marriage", "adopted_child": "adoption", "step_child": "step"}
    links: list[Tie] = []
    for place, tie in enumerate(family["ties"]):
        person, of, kind = tie["person"], tie["of"], tie["kind"]
        up, down = (person, of) if kind in ("parent", "spouse") else (of, person)
        shade = tie.get("brought_up") if kind == "step_child" else None
        link = {"up": up, "down": down, "kind": natures.get(kind, "birth"), "shade": shade, "doubt": None}
        if person != of and {person, of} <= names:
            links.append(link | {"ties": {place}, "place": place})
    return links


def by_marriage(links: list[Tie], weddings: list[Tie]) -> list[Tie]:
    """A step tie between each child and the spouse of its parent, where none is stated."""
    known = {(link["up"], link["down"]) for link in links if link["kind"] != "marriage"}
    implied = []
    for wedding, link in product(weddings, links):
        if link["kind"] in BY_LAW and link["up"] in (wedding["up"], wedding["down"]):
            other = wedding["down"] if link["up"] == wedding["up"] else wedding["up"]
            if other != link["down"] and (other, link["down"]) not in known:
                ties = wedding["ties"] | link["ties"]
                implied.append({"up": other, "down": link["down"], "kind": "step", "ties": ties, "doubt": "step"})
    return implied


def in_doubt(family: dict[str, Any], links: list[Tie]) -> set[int]:
    """The places of ties that contradict others."""
    born: dict[str, str] = {}
    for person in family["people"]:
        born.setdefault(person["id"], person.get("birth_date"))
    ties = [link for link in stated(family) if link["kind"] != "marriage"]
    weddings = [link for link in links if link["kind"] == "marriage"]
    found: set[int] = set()
    for way in chains(ties):
        top, bottom = way[0]["up"], way[-1]["down"]
        places = {link["place"] for link in way}
        if top == bottom:
            found |= places
        for wedding in weddings:
            if {wedding["up"], wedding["down"]} == {top, bottom}:
                found |= places | wedding["ties"]
        by_law = all(link["kind"] in BY_LAW for link in way)
        between_unknown = not any(born[link["down"]] for link in way[:-1])
        if by_law and between_unknown and born[top] and born[bottom] and born[top] >= born[bottom]:
            found |= places
    return found | of_one_child(ties) | of_spouses(ties, weddings)


def chains(ties: list[Tie]) -> list[list[Tie]]:
    """Every line of descent that passes nobody twice, but may end where it began."""
    found = [[tie] for tie in ties]
    for way in found:
        passed = {link["down"] for link in way}
        if way[-1]["down"] != way[0]["up"]:
            found.extend([*way, tie] for tie in ties if tie["up"] == way[-1]["down"] and tie["down"] not in passed)
    return found


def of_one_child(ties: list[Tie]) -> set[int]:
    found: set[int] = set()
    for tie in ties:
        alike = [each for each in ties if each["down"] == tie["down"]]
        rivals = {each["up"] for each in alike if each["kind"] == tie["kind"] != "step"}
        kinds = {(each["kind"], each["shade"]) for each in alike if each["up"] == tie["up"]}
        if len(rivals) > 2 or len(kinds) > 1:
            found.add(tie["place"])
    return found


def of_spouses(ties: list[Tie], weddings: list[Tie]) -> set[int]:
    found: set[int] = set()
    for wedding in weddings:
        one, other = wedding["up"], wedding["down"]
        for name in (one, other):
            spouses = {each["up"] for each in weddings} | {each["down"] for each in weddings}
            married = {s for s in spouses if any({s, name} == {each["up"], each["down"]} for each in weddings)}
            if len(married) > 1:
                found |= wedding["ties"]
        for tie, twin in product(ties, ties):
            of_one = tie["kind"] == twin["kind"] == "birth" and tie["up"] == twin["up"]
            if of_one and (tie["down"], twin["down"]) == (one, other):
                found |= wedding["ties"] | {tie["place"], twin["place"]}
    return found
