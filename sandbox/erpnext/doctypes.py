"""What a doctype is: its columns and what they hold unless told, its child tables.

`doctypes.txt` lists them. A heading is `name | module | traits`; below it columns with
what they hold unless told: nothing is null, `#` 0, `$` 0.0, `=` the empty string; words
in braces stand for `_SHARED` ones. `fieldname: Child Doctype` is a child table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

Body = dict[str, object]
STANDARD = ("name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")
# Lists hold these beside the columns; documents do not.
LISTED_TOO = ("_user_tags", "_comments", "_assign", "_liked_by")
_UNLESS_TOLD: dict[str, object] = {"#": 0, "$": 0.0, "=": ""}
USER = "desk@example.com"
_SHARED = {
    "PARTY": "email_id mobile_no tax_id tax_category primary_address",
    "TOTALS": (
        "currency conversion_rate$ price_list_currency plc_conversion_rate$ "
        "total_qty$ base_total$ base_net_total$ total$ net_total$ "
        "base_total_taxes_and_charges$ total_taxes_and_charges$ base_grand_total$ "
        "base_rounding_adjustment$ base_rounded_total$ grand_total$ "
        "rounding_adjustment$ rounded_total$ disable_rounded_total# "
        "discount_amount$ base_discount_amount$ language"
    ),
    "ITEM": (
        "item_code item_name description item_group image= qty$ stock_uom uom "
        "conversion_factor$ stock_qty$ price_list_rate$ discount_percentage$ "
        "discount_amount$ rate$ amount$ base_rate$ base_amount$ net_rate$ net_amount$ "
        "base_net_rate$ base_net_amount$ warehouse cost_center project is_free_item# "
        "batch_no serial_no"
    ),
    "TREE": "is_group# lft# rgt# old_parent=",
}


@dataclass(frozen=True)
class Doctype:
    """One doctype."""

    name: str
    module: str
    traits: frozenset[str]
    columns: Body = field(default_factory=dict)
    children: dict[str, str] = field(default_factory=dict)

    def has(self, trait: str) -> bool:
        """Whether it is a table, single, submittable, custom, virtual or ledger."""
        return trait in self.traits

    def row(self, told: Body, names: Body) -> Body:
        """Return a whole row: standard columns first, then the others, nulls too."""
        return names | self.columns | told


def _parse(text: str) -> dict[str, Doctype]:
    found: dict[str, Doctype] = {}
    for line in text.strip().split("\n"):
        if not line.startswith(" "):
            name, module, traits = (cell.strip() for cell in line.split("|"))
            doctype = found[name] = Doctype(name, module, frozenset(traits.split()))
        elif ": " in line:
            fieldname, child = line.strip().split(": ")
            doctype.children[fieldname] = child
        else:
            for word in line.split():
                mark = word[-1] if word[-1] in _UNLESS_TOLD else ""
                doctype.columns[word.rstrip("#$=")] = _UNLESS_TOLD.get(mark)
    return found


_TEXT = Path(__file__).with_name("doctypes.txt").read_text()
DOCTYPES = _parse(_TEXT.format(**_SHARED))
for _child in {c for each in DOCTYPES.values() for c in each.children.values()}:
    # Tables that nobody fills here exist all the same.
    DOCTYPES.setdefault(_child, Doctype(_child, "Core", frozenset({"table"})))
