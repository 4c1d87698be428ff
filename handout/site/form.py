"""The form for one's own sheets: made from the fields of the personal file, in the words of that file.

It is one document that shows one step at a time, so that nothing has to be stored between pages. The script
shows it where it can run; it has no address to be sent to, and no field that a browser remembers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from handout.content.folder import Edition
from handout.drawings import DRAWINGS
from handout.model import PHRASES, FieldRef, Figure, Language, Room
from handout.patient import kinds
from handout.patient.fields import MEMBERS
from handout.patient.values import VOCABULARIES
from handout.site.body import body
from handout.site.elements import Content, Markup, element, markup
from handout.site.frame import Page
from handout.site.runtime import Runtime
from handout.site.start import FORM

STEPS: Mapping[str, tuple[str, ...]] = {
    "me": ("about-me", "appointment"),
    "lumps": ("lumps", "lump-size"),
    "pain": ("pain.since", "pain.now", "pain.worst", "pain.movement"),
    "regions": ("pain.goes-to",),
    "habits": (
        *("pain.worse-with", "pain.better-with", "pain.stops-me-from", "pain.sitting-minutes"),
        *("tried", "tried-other"),
    ),
    "health": ("medicines", "blood-thinners", "allergies", "conditions"),
    "operations": ("operations",),
    "questions": ("questions",),
}
"""What each step asks for: the keys of the personal file, each once."""

_NONE_AT_FIRST = frozenset({"operations"})
"""Records of which most people have none: none of them is shown before it is asked for."""
_LIST, _LAST = "list", "make"
_TILES = 11
"""A number of so many values at most is chosen, not written."""

# The fields on the page for one of the personal file.
_DATE_PARTS, _TIME_PARTS = ("day", "month", "year"), ("hour", "minutes")


def form_page(edition: Edition, languages: Mapping[str, Language], runtime: Runtime) -> Page:
    """The page of the form, with the words that its script needs."""
    language, say = edition.language, edition.language.phrase
    form = _Form(language, _views(edition))
    names = [*STEPS, _LAST]
    steps = [
        form.step(name, number, len(names), form.members(STEPS[name])) for number, name in enumerate(STEPS, 1)
    ]
    last = form.step(_LAST, len(names), len(names), _Making(edition, languages).content())
    main = [
        element("h1", say("form.title")),
        element("p", say("form.needs"), id="needs", class_="inset warn"),
        element(
            "div",
            element("p", say("form.broken")),
            _button(say("form.retry"), id="retry", class_="button second"),
            id="broken",
            class_="inset warn",
            role="alert",
            hidden=True,
        ),
        element(
            "form",
            form.overview(names, str(runtime.megabytes)),
            steps,
            last,
            id="form",
            autocomplete="off",
            hidden=True,
            novalidate=True,
            data_lang=language.tag,
        ),
        _data("phrases", {name: language.phrases[name] for name in PHRASES}),
        _data("run", {"folder": f"../{runtime.folder}/", "files": runtime.sums}),
    ]
    return Page(FORM, say("form.title"), main, ("form.js",))


def _views(edition: Edition) -> Mapping[str, str]:
    """What the labels of the body are called on the sheet that shows where the pain goes."""
    blocks = (block for sheet in edition.sheets for block in sheet.blocks if isinstance(block, Figure))
    labels = (block.labels for block in blocks if DRAWINGS[block.drawing].shows_findings)
    return {name: texts[0].plain for name, texts in next(labels, ())}


def _data(name: str, value: object) -> Markup:
    """What the script reads; no “<” stands in it, which could end it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/json", id=name)


def _button(words: str, **attributes: str | bool | None) -> Markup:
    return element("button", words, type="button", **attributes)


def _choice(
    kind: str, name: str, value: str, words: Content, *, checked: bool = False, keys: str | None = None
) -> Markup:
    box = element(
        "input", type=kind, name=name, value=value, checked=checked, autocomplete="off", data_keys=keys
    )
    return element("label", box, element("span", words), class_="choice")


class _Form(NamedTuple):
    """Writes fields in the words of a language; *views* are the names of the views of the body."""

    language: Language
    views: Mapping[str, str]

    def overview(self, names: Iterable[str], megabytes: str) -> Markup:
        """What happens with what one writes, and the list of the steps."""
        say = self.language.phrase
        tasks = [
            element(
                "li",
                element("a", say(f"step.{name}"), href=f"#{name}"),
                element("span", class_="status", data_status=name) if name != _LAST else None,
            )
            for name in names
        ]
        return element(
            "section",
            element("h2", say("form.steps"), tabindex=-1, class_="unseen"),
            element("p", say("form.lead"), class_="lead"),
            element("p", say("form.private"), class_="inset"),
            element("p", say("form.load", size=megabytes)),
            element("p", id="say", class_="say", role="status"),
            element("div", class_="summary", role="alert", tabindex=-1, hidden=True),
            element("p", element("a", say("form.start"), href="#me", class_="button")),
            element("ol", tasks, class_="tasks", role="list"),
            element("details", element("summary", say("file.title")), self._file()),
            element(
                "details",
                element("summary", say("form.shared")),
                element("p", say("form.shared-text")),
                self._clear(),
            ),
            class_="step",
            data_step=_LIST,
        )

    def _file(self) -> list[Markup]:
        say = self.language.phrase
        return [
            element("p", say("file.hint"), id="file-hint", class_="hint"),
            element("p", id="file-problem", class_="problem", role="alert", hidden=True),
            element("label", say("file.title"), for_="file", class_="unseen"),
            element(
                "input",
                type="file",
                id="file",
                accept=".json,.yaml,.yml,.txt",
                aria_describedby="file-hint file-problem",
                autocomplete="off",
            ),
        ]

    def _clear(self) -> Markup:
        return element("p", _button(self.language.phrase("form.clear"), class_="button warn wipe"))

    def step(self, name: str, number: int, total: int, content: Content) -> Markup:
        """A step under its heading, with the ways on and back."""
        say, is_last = self.language.phrase, name == _LAST
        ways = [element("a", say("form.all"), href=f"#{_LIST}")]
        if not is_last:
            ways.insert(0, element("a", say("form.end"), href=f"#{_LAST}"))
        go = _button(
            say("make.button" if is_last else "form.next"), class_="button", id=f"go-{name}", data_go=True
        )
        return element(
            "section",
            _button(say("form.back"), class_="link back"),
            element("p", say("form.step", number=str(number), total=str(total)), class_="caption"),
            element("h2", say(f"step.{name}"), tabindex=-1),
            element("div", class_="summary", role="alert", tabindex=-1, hidden=True),
            content,
            element("p", go),
            _result(self.language) if is_last else None,
            element("p", ways, class_="ways"),
            class_="step",
            data_step=name,
            hidden=True,
        )

    def members(self, names: Iterable[str]) -> Iterator[Markup]:
        """The fields under some keys of the personal file."""
        for name in names:
            key, _, inner = name.partition(".")
            member = MEMBERS[key]
            if inner and isinstance(member, kinds.Group):
                member = member.members[inner]
            yield self.member(name, member, name)

    def member(self, name: str, member: kinds.Member, comment: str) -> Markup:
        """A field, a group or records, by the kind; *comment* names its words."""
        if isinstance(member, kinds.Records):
            return self._records(name, member)
        if isinstance(member, kinds.Group):
            fields = [
                self.member(f"{name}.{key}", inner, f"{comment}.{key}")
                for key, inner in member.members.items()
            ]
            return element("fieldset", element("legend", self.label(comment)), fields, class_="group")
        return self._field(name, member, comment)

    def _records(self, name: str, member: kinds.Records) -> Markup:
        shown = 0 if name in _NONE_AT_FIRST else 1
        records = []
        for index, record in enumerate(member.names):
            called = self.language.phrase(f"record.{name}", name=record)
            fields = [
                self.member(f"{name}.{record}.{key}", inner, f"{name}.{key}")
                for key, inner in member.members.items()
                if not isinstance(inner, kinds.Letter)
            ]
            remove = _button(self.language.phrase("form.remove", name=called), class_="link remove")
            records.append(
                element(
                    "fieldset",
                    element("legend", called, tabindex=-1),
                    element("div", fields, remove),
                    class_="record",
                    data_record=f"{name}.{record}",
                    data_called=called,
                    hidden=index >= shown,
                )
            )
        # The script names the record that it adds.
        add = _button("", class_="button second add")
        return element(
            "div",
            element("p", self.label(name)),
            records,
            element("p", add),
            class_="records",
            data_shown=shown,
        )

    def label(self, comment: str) -> str:
        """What a field is called: the comment of the personal file, without the stop at its end."""
        return self.language.comments[comment].rstrip(".: ")

    def _field(self, name: str, field: kinds.Member, comment: str) -> Markup:
        match field:
            case kinds.TextField():
                return self._labelled(name, "text", comment, _text(name), self._example(comment))
            case kinds.TextListField():
                area = element(
                    "textarea",
                    id=name,
                    name=name,
                    rows=3,
                    autocomplete="off",
                    spellcheck="false",
                    autocapitalize="sentences",
                )
                return self._labelled(name, "lines", comment, area, self._example(comment))
            case kinds.NumberField() if field.at_most - field.at_least < _TILES:
                numbers = map(str, range(field.at_least, field.at_most + 1))
                tiles = [_choice("radio", name, value, value) for value in numbers]
                return self._group(
                    name, "number", comment, element("div", tiles, class_="choices scale"), clear=True
                )
            case kinds.NumberField():
                hint = f"{self.language.comments[kinds.EXAMPLE]} {field.sample}"
                return self._labelled(name, "number", comment, _text(name, digits=True), hint)
            case kinds.ChoiceField():
                return self._choices(name, field, comment)
            case kinds.DateField():
                hint = (
                    self._date_example(field)
                    if field.room is Room.WORD
                    else self.language.phrase("form.year-hint")
                )
                return self._parts(name, "date", comment, _DATE_PARTS, hint)
            case kinds.TimeField():
                return self._parts(name, "time", comment, _TIME_PARTS, "")
            case kinds.RegionField():
                return self._regions(name, comment)
        raise TypeError(f"the form has no place for {type(field).__name__}")

    def _example(self, comment: str) -> str:
        comments = self.language.comments
        return f"{comments[kinds.EXAMPLE]} {comments[f'{comment}.example']}"

    def _date_example(self, field: kinds.DateField) -> str:
        """The example of the personal file, part by part as it is written here."""
        parts = " ".join(part.lstrip("0") for part in reversed(field.sample.split("-")))
        return f"{self.language.comments[kinds.EXAMPLE]} {parts}"

    def _choices(self, name: str, field: kinds.ChoiceField, comment: str) -> Markup:
        kind, words = "checkbox" if field.several else "radio", self.language.choices[field.vocabulary]
        tiles = [_choice(kind, name, value, words[value]) for value in VOCABULARIES[field.vocabulary]]
        listed = element("div", tiles, class_="choices")
        return self._group(
            name, "several" if field.several else "one", comment, listed, clear=not field.several
        )

    def _regions(self, name: str, comment: str) -> Markup:
        words = self.language.choices
        sides = [
            element(
                "fieldset",
                element("legend", words["side"][side]),
                element(
                    "div",
                    [
                        _choice("checkbox", f"{name}.{side}", place, words["place"][place])
                        for place in VOCABULARIES["place"]
                    ],
                    class_="choices",
                ),
                data_side=side,
            )
            for side in VOCABULARIES["side"]
        ]
        picture = body(name, words["side"], self.views)
        boxes = element("div", sides, class_="sides")
        hint = self.language.phrase("form.body")
        return self._group(name, "regions", comment, markup([picture, boxes]), hint=hint)

    def _parts(self, name: str, kind: str, comment: str, parts: Iterable[str], hint: str) -> Markup:
        boxes = [
            element("label", self.language.phrase(f"form.{part}"), _text(f"{name}.{part}", digits=True))
            for part in parts
        ]
        return self._group(name, kind, comment, element("div", boxes, class_="parts"), hint=hint)

    def _labelled(self, name: str, kind: str, comment: str, box: Markup, hint: str) -> Markup:
        described = f"{f'{name}.hint ' if hint else ''}{name}.problem"
        box = Markup(box.replace(">", f' aria-describedby="{described}">', 1))
        return element(
            "div",
            element("label", self.label(comment), for_=name),
            element("p", hint, class_="hint", id=f"{name}.hint") if hint else None,
            _problem(name),
            box,
            class_="field",
            data_field=name,
            data_kind=kind,
        )

    def _group(
        self, name: str, kind: str, comment: str, content: Markup, *, hint: str = "", clear: bool = False
    ) -> Markup:
        clearing = (
            _button(self.language.phrase("form.clear-answer"), class_="link clear away") if clear else None
        )
        described = f"{f'{name}.hint ' if hint else ''}{name}.problem"
        return element(
            "fieldset",
            element("legend", self.label(comment)),
            element("p", hint, class_="hint", id=f"{name}.hint") if hint else None,
            _problem(name),
            content,
            clearing,
            class_="field",
            data_field=name,
            data_kind=kind,
            aria_describedby=described,
        )


def _problem(name: str) -> Markup:
    return element("p", class_="problem", id=f"{name}.problem", hidden=True)


def _text(name: str, *, digits: bool = False) -> Markup:
    return element(
        "input",
        type="text",
        id=name,
        name=name,
        inputmode="numeric" if digits else None,
        class_="digits" if digits else None,
        autocomplete="off",
        spellcheck="false",
    )


class _Making(NamedTuple):
    """The last step: what was answered, in which language the sheets are, and for whom."""

    edition: Edition
    languages: Mapping[str, Language]

    def content(self) -> list[Markup]:
        """The choices, the rarer ones folded, and the answers to look through."""
        say = self.edition.language.phrase
        return [
            element("h3", say("make.check")),
            element("p", say("make.none"), id="unanswered", hidden=True),
            element("dl", class_="answered", translate="no"),
            self._set("language", "radio", self._languages(), "make.language", "make.language-hint"),
            self._set(
                "second",
                "radio",
                [("", say("make.no-second")), *self._languages()],
                "make.second",
                "make.second-hint",
            ),
            element(
                "details",
                element("summary", say("make.options"), element("span", class_="now", id="now")),
                self._set("sheets", "checkbox", self._sheets(), "make.sheets"),
                self._set("reader", "radio", self._readers(), "make.reader"),
                self._set(
                    "size",
                    "radio",
                    [("normal", say("make.normal")), ("large", say("make.large"))],
                    "make.size",
                ),
                self._set(
                    "paper", "radio", [("a4", say("make.a4")), ("letter", say("make.letter"))], "make.paper"
                ),
                id="options",
            ),
        ]

    def _languages(self) -> list[tuple[str, str]]:
        own = self.edition.language
        tags = [own.tag, *(tag for tag in self.languages if tag != own.tag)]
        return [(tag, own.name_of(tag) or self.languages[tag].name) for tag in tags]

    def _sheets(self) -> list[tuple[str, str]]:
        return [(sheet.id, sheet.name[0].plain) for sheet in self.edition.sheets]

    def _alone(self, sheet: str) -> str | None:
        """The keys of the personal file that this sheet has a place for and none of the usual ones has."""
        usual = {key for name in self.edition.handout.usual for key in self._keys(name)}
        return " ".join(sorted(self._keys(sheet) - usual)) or None

    def _keys(self, name: str) -> set[str]:
        blocks = [block for sheet in self.edition.sheets if sheet.id == name for block in sheet.blocks]
        return {
            part.id.split(".")[0] for block in blocks for part in block.places if isinstance(part, FieldRef)
        }

    def _readers(self) -> list[tuple[str, str]]:
        return [(name, self.edition.language.readers[name]) for name in self.edition.handout.readers]

    def _set(
        self, name: str, kind: str, options: list[tuple[str, str]], title: str, hint: str = ""
    ) -> Markup:
        """A set of choices; the first holds at first, of sheets the usual ones."""
        usual = self.edition.handout.usual
        say = self.edition.language.phrase
        tiles = [
            _choice(
                kind,
                name,
                value,
                words,
                checked=value in usual if kind == "checkbox" else not index,
                keys=self._alone(value) if kind == "checkbox" else None,
            )
            for index, (value, words) in enumerate(options)
        ]
        return element(
            "fieldset",
            element("legend", say(title)),
            element("p", say(hint), class_="hint") if hint else None,
            element("div", tiles, class_="choices"),
            class_="field",
            data_set=name,
        )


def _result(language: Language) -> list[Markup]:
    """What is shown while the sheets are made, and when they are ready."""
    say = language.phrase
    working = element(
        "div",
        element("p", id="state", role="status"),
        element("progress", max=1, aria_labelledby="state"),
        element("p", say("state.slow"), class_="hint"),
        class_="working",
        hidden=True,
    )
    buttons = [
        element("a", say("state.open"), id="open", class_="button", target="_blank", rel="noopener"),
        element("a", say("state.download"), id="download", class_="button second"),
        _button(say("state.share"), id="share", class_="button second"),
    ]
    ready = element(
        "div",
        element("h3", say("state.ready"), tabindex=-1, id="ready"),
        element("p", id="facts"),
        element("p", class_="stale", role="status"),
        element("div", buttons, class_="buttons"),
        element("h4", say("print.title")),
        element("ul", [element("li", say(name)) for name in ("print.size", "print.sides", "print.shop")]),
        class_="result",
        hidden=True,
    )
    after = element(
        "div",
        element("p", say("file.save-hint"), class_="hint"),
        element("p", _button(say("file.save"), id="save", class_="button second")),
        element("p", say("form.shared-text"), class_="hint"),
        element("p", _button(say("form.clear"), class_="button warn wipe")),
    )
    return [working, ready, after]
