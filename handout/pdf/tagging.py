"""The structure tree as objects of the file (ISO 32000-1, 14.7)."""

from collections.abc import Sequence
from functools import partial

from handout.pdf.objects import Objects, Offset, numbers, text
from handout.pdf.structure import Annotated, Box, Element, Form, Marked, Node, Tree, moved


def add_tree(tree: Tree, objects: Objects, pages: Sequence[str]) -> str:
    """The reference of the structure tree root; *pages* are the references of the pages."""
    raws = {element: objects.reserve() for element in tree.nodes}
    references = {element: objects.reference(raw) for element, raw in raws.items()}
    root = objects.reserve()
    for element, node in tree.nodes.items():
        parent = references[element.parent] if element.parent else objects.reference(root)
        head = f"<</S/{element.role}/P {parent}{_kids(node, references, pages)}{_texts(element)}"
        if box := tree.box(element):
            raws[element].from_offset = partial(_placed, head, element, box)
        else:
            raws[element].data = f"{head}{_attributes(element)}>>".encode("ascii")
    top = " ".join(references[element] for element in tree.nodes if element.parent is None)
    parents = objects.add(f"<</Nums[{_parents(tree, references)}]>>")
    size = len(tree.parents)
    data = f"<</Type/StructTreeRoot/K[{top}]/ParentTree {parents}/ParentTreeNextKey {size}>>"
    root.data = data.encode("ascii")
    return objects.reference(root)


def _kids(node: Node, references: dict[Element, str], pages: Sequence[str]) -> str:
    """What an element holds: on its first page by number alone, on others with their page."""
    entries = []
    for kid in node.kids:
        match kid:
            case Element():
                entries.append(references[kid])
            case Marked(page, mcid) if page == node.first_page:
                entries.append(str(mcid))
            case Marked(page, mcid):
                entries.append(f"<</Type/MCR/Pg {pages[page]}/MCID {mcid}>>")
            case Annotated(page, reference):
                entries.append(f"<</Type/OBJR/Pg {pages[page]}/Obj {reference}>>")
    if not entries:
        return ""
    kids = entries[0] if len(entries) == 1 else f"[{' '.join(entries)}]"
    has_content = any(isinstance(kid, Marked) for kid in node.kids)
    return f"{f'/Pg {pages[node.first_page]}' if has_content else ''}/K {kids}"


def _texts(element: Element) -> str:
    """The entries that are text strings (ISO 32000-1, table 323)."""
    entries = {
        "Lang": element.lang,
        "Alt": element.alt,
        "ActualText": element.actual_text,
        "T": element.title,
    }
    return "".join(f"/{name} {text(words)}" for name, words in entries.items() if words is not None)


def _placed(head: str, element: Element, box: Box, offset: Offset) -> bytes:
    """An element that stands in a *box*, where the sheet is moved by *offset*."""
    return f"{head}{_attributes(element, moved(box, offset))}>>".encode("ascii")


def _attributes(element: Element, box: Box | None = None) -> str:
    """The attribute objects of an element, of standard owners (ISO 32000-1, 14.8.5)."""
    owners = {"Table": "", "List": "", "PrintField": "", "Layout": ""}
    if element.role == "TH":
        owners["Table"] += f"/Scope/{element.scope or 'Column'}"
    if element.span != 1:
        owners["Table"] += f"/ColSpan {element.span}"
    if element.numbering:
        owners["List"] += f"/ListNumbering/{element.numbering}"
    if element.form and not element.form.field:
        owners["PrintField"] += _field(element.form)
    if box:
        owners["Layout"] += f"/BBox{numbers(box)}"
    dictionaries = [f"<</O/{owner}{entries}>>" for owner, entries in owners.items() if entries]
    if len(dictionaries) == 1:
        return f"/A{dictionaries[0]}"
    return f"/A[{''.join(dictionaries)}]" if dictionaries else ""


def _field(form: Form) -> str:
    """The attributes of a field that is not interactive; the standard writes "checked" in lower case."""
    checked = "" if form.role == "tv" else f"/checked/{'on' if form.checked else 'off'}"
    return f"/Role/{form.role}{checked}{f'/Desc {text(form.desc)}' if form.desc else ''}"


def _parents(tree: Tree, references: dict[Element, str]) -> str:
    """The elements of the marks on each page, and of each annotation, by their keys."""
    entries = []
    for key, owner in enumerate(tree.parents):
        if isinstance(owner, Element):
            entries.append(f"{key} {references[owner]}")
        else:
            entries.append(f"{key}[{' '.join(references[element] for element in owner)}]")
    return " ".join(entries)
