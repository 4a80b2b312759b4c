"""Composed cases whose figures were worked out by hand, kept in Harbour's own books.

A case's name is the start of every key in it: `H04-INV` is the invoice of case H04, its
vendor id is `IDS["H04-INV"]`. All are dated in 2026; `EXPECTED` says what each item is
worth on a date, in its own currency and in New Zealand dollars.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sandbox.identities import identity

if TYPE_CHECKING:
    from collections.abc import Iterator


class Expected(NamedTuple):
    """What an item is worth at the end of a day."""

    ledger: str
    as_of: date
    case: str
    amount: Decimal
    amount_base: Decimal
    why: str


# name | day | what | total | state | currency | rate
DOCUMENTS = """
H01-INV    | 01-10 | invoice | 100 | voided | NZD | 1.0
H02-INV    | 01-10 | invoice | 200 | posted | NZD | 1.0
H03-INV    | 01-05 | invoice | 300 | posted | NZD | 1.0
H03-CN     | 01-15 | credit_note | 120 | posted | NZD | 1.0
H04-INV    | 01-05 | invoice | 1000 | posted | USD | 0.60
H04-CN     | 01-20 | credit_note | 400 | posted | USD | 0.64
H05-CN     | 01-10 | credit_note | 90 | posted | NZD | 1.0
H05-CNOLD  | 01-10 | credit_note | 10 | posted | NZD | 1.0
H06-A      | 01-05 | invoice | 100 | posted | NZD | 1.0
H06-OP     | 01-20 | overpayment | 30 | posted | NZD | 1.0
H06-B      | 02-10 | invoice | 80 | posted | NZD | 1.0
H07-PP     | 01-08 | prepayment | 110 | posted | NZD | 1.0
H07-INV    | 01-25 | invoice | 200 | posted | NZD | 1.0
H08-INV    | 01-05 | invoice | 500 | posted | USD | 0.625
H09-INV    | 01-05 | invoice | 100 | posted | USD | 0.7
H10-INV    | 01-05 | invoice | 100 | posted | NZD | 1.0
H11-INV    | 02-05 | invoice | 60 | posted | USD | 0.6
H12-INV    | 01-05 | invoice | 70 | posted | NZD | 1.0
H12-CN     | 01-06 | credit_note | 40 | posted | NZD | 1.0
H13-BILL   | 01-05 | bill | 1000 | posted | USD | 0.5
H13-CN     | 01-20 | supplier_credit | 1000 | posted | USD | 0.8
H14-INV    | 01-05 | invoice | 55 | submitted | NZD | 1.0
H15-OP     | 01-09 | supplier_overpayment | 45 | posted | NZD | 1.0
H15-BILL   | 02-01 | bill | 20 | posted | NZD | 1.0
H16-INV    | 02-20 | invoice | 80 | posted | USD | 0.5
H16-CN     | 01-10 | credit_note | 80 | posted | USD | 0.8
"""

# name | date | amount | of | rate | keyed on | oddity
PAYMENTS = """
H02-P    | 01-20 | 200 | H02-INV | 1.0 | 01-20 | deleted
H04-P    | 03-10 | 600 | H04-INV | 0.5 | 03-10 |
H05-P    | 02-01 | 90 | H05-CN | 1.0 | 02-01 |
H05-POLD | 02-01 | 10 | H05-CNOLD | 1.0 | 02-01 | names the note an invoice
H06-P    | 01-20 | 100 | H06-A | 1.0 | 01-20 |
H07-P    | 02-15 | 50 | H07-PP | 1.0 | 02-15 |
H08-P1   | 01-20 | 200 | H08-INV | 0.64 | 01-20 |
H08-P2   | 02-20 | 300 | H08-INV | 0.5 | 02-20 |
H09-P0   | 01-10 | 33.33 | H09-INV | 1.0 | 01-10 |
H09-P1   | 01-20 | 33.33 | H09-INV | 1.0 | 01-20 |
H09-P2   | 02-20 | 33.34 | H09-INV | 1.0 | 02-20 |
H10-P    | 01-15 | 100 | H10-INV | 1.0 | 03-01 |
H11-P    | 01-10 | 60 | H11-INV | 0.61 | 02-05 |
"""

# credit | charge | date | amount | keyed on | oddity
ALLOCATIONS = """
H03-CN | H03-INV  | 02-10 | 50 | 02-10 |
H04-CN | H04-INV  | 02-05 | 400 | 02-05 |
H06-OP | H06-B    | 02-12 | 30 | 02-12 |
H07-PP | H07-INV  | 01-08 | 60 | 01-25 |
H12-CN | H12-INV  | 01-07 | 40 | 01-07 | deleted
H13-CN | H13-BILL | 02-05 | 1000 | 02-05 |
H15-OP | H15-BILL | 02-09 | 20 | 02-09 |
H16-CN | H16-INV  | 01-10 | 80 | 02-20 |
"""

# ledger | as of | item, amount, base; ... | why
_EXPECTED = """
receivable | 01-31 | H01-INV 0 0 | voided invoice: no trace on any date
receivable | 01-31 | H02-INV 200 200 | deleted payment
receivable | 01-31 | H03-INV 300 300; H03-CN -120 -120 | credit note before application
receivable | 02-28 | H03-INV 250 250; H03-CN -70 -70 | ... partly applied later
receivable | 01-31 | H04-INV 1000 1666.67; H04-CN -400 -625 | credit at another rate, before
receivable | 02-28 | H04-INV 600 1000; H04-CN 0 0 | ... applied: each leg at its own item's rate
receivable | 03-31 | H04-INV 0 0; H04-CN 0 0 | ... rest paid at a third rate
receivable | 01-31 | H05-CN -90 -90; H05-CNOLD -10 -10 | credit note, not refunded yet
receivable | 02-28 | H05-CN 0 0; H05-CNOLD 0 0 | ... refunded, also where it is called an invoice
receivable | 01-31 | H06-A 0 0; H06-OP -30 -30; H06-B 0 0 | overpayment waiting
receivable | 02-28 | H06-OP 0 0; H06-B 50 50 | ... allocated to another invoice
receivable | 01-10 | H07-PP -110 -110; H07-INV 0 0 | allocation dated before the invoice waits for it
receivable | 01-31 | H07-PP -50 -50; H07-INV 140 140 | ... after the invoice
receivable | 02-28 | H07-PP 0 0; H07-INV 140 140 | ... rest refunded
receivable | 01-31 | H08-INV 300 480 | part paid at another rate: carried at the invoice's
receivable | 02-28 | H08-INV 0 0 | ... settled: zero in both
receivable | 01-15 | H09-INV 66.67 95.24 | three thirds: 142.86, then open x rate
receivable | 01-31 | H09-INV 33.34 47.63 | ... two
receivable | 02-28 | H09-INV 0 0 | ... three: no cent left
receivable | 01-31 | H10-INV 0 0 | back-dated payment, keyed in March: January is restated
receivable | 01-31 | H11-INV 0 0; H11-P -60 -100 | paid before it was invoiced: waits on the payment
receivable | 02-05 | H11-INV 0 0; H11-P 0 0 | ... then both are gone
receivable | 01-31 | H12-INV 70 70; H12-CN -40 -40 | deleted allocation
payable    | 01-31 | H13-BILL 1000 2000; H13-CN -1000 -1250 | supplier credit at another rate
payable    | 02-28 | H13-BILL 0 0; H13-CN 0 0 | ... both zero in both
receivable | 01-31 | H14-INV 0 0 | awaiting approval: owes nothing
payable    | 01-31 | H15-OP -45 -45 | supplier overpaid
payable    | 02-28 | H15-OP -25 -25; H15-BILL 0 0 | ... used
receivable | 01-31 | H16-CN -80 -100; H16-INV 0 0 | credit older than the invoice it settles
receivable | 02-28 | H16-CN 0 0; H16-INV 0 0 | ... then both zero
"""  # noqa: E501


def table(text: str) -> list[list[str]]:
    """Return a table's rows and cells."""
    return [
        [cell.strip() for cell in row.split("|")] for row in text.strip().split("\n")
    ]


def on(month_and_day: str) -> date:
    """Return a day of 2026."""
    return date.fromisoformat(f"2026-{month_and_day}")


def _expected() -> Iterator[Expected]:
    for ledger, day, items, why in table(_EXPECTED):
        for item in items.split(";"):
            case, amount, base = item.split()
            yield Expected(ledger, on(day), case, Decimal(amount), Decimal(base), why)


EXPECTED = list(_expected())
IDS = {row[0]: identity(row[0]) for row in table(DOCUMENTS) + table(PAYMENTS)}
"""Case name to the vendor's id; contacts are `identity("H04")`."""
