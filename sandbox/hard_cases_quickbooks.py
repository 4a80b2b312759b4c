"""Composed cases whose figures were worked out by hand, kept in Empire's own books.

A case's name is the start of every key in it: `Q03-CM` is the credit memo of case Q03,
its Id is `IDS["Q03-CM"]`. All are dated in 2026; `EXPECTED` says what each item is
worth on a date, in its own currency and in US dollars. A line of a journal, deposit or
expense that is an item of its own is `Q09-JE:0`: the name, and the line's Id.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sandbox.hard_cases import on, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Expected(NamedTuple):
    """What an item is worth at the end of a day."""

    ledger: str
    as_of: date
    entity: str
    case: str
    line_id: str
    amount: Decimal
    amount_base: Decimal
    why: str

    @property
    def key(self) -> str:
        """The item as `Invoice:<Id>` or `JournalEntry:<Id>:<Line.Id>`."""
        parts = (self.entity, IDS[self.case], self.line_id)
        return ":".join(part for part in parts if part)


# name | day | kind | party | total | currency | rate | keyed on | oddity
DOCUMENTS = """
Q01-INV  | 01-10 | invoice | Q01 | 140 | USD | 1 | 01-10 | voided
Q02-INV  | 01-10 | invoice | Q02 | 200 | USD | 1 | 01-10 |
Q03-INV  | 01-05 | invoice | Q03 | 300 | USD | 1 | 01-05 |
Q03-CM   | 01-15 | credit_memo | Q03 | 120 | USD | 1 | 01-15 |
Q04-INV  | 01-05 | invoice | Q04 | 1000 | EUR | 1.10 | 01-05 |
Q04-CM   | 01-20 | credit_memo | Q04 | 400 | EUR | 1.05 | 01-20 |
Q05-CM   | 01-10 | credit_memo | Q05 | 90 | USD | 1 | 01-10 |
Q05-CHK  | 02-01 | cheque to receivable | Q05 | 90 | USD | 1 | 02-01 |
Q06-A    | 01-05 | invoice | Q06 | 100 | USD | 1 | 01-05 |
Q06-B    | 02-10 | invoice | Q06 | 80 | USD | 1 | 02-10 |
Q07-1    | 01-05 | invoice | Q07-SUB1 | 60 | USD | 1 | 01-05 |
Q07-2    | 01-06 | invoice | Q07-SUB2 | 70 | USD | 1 | 01-06 |
Q07-CM   | 01-07 | credit_memo | Q07-PARENT | 20 | USD | 1 | 01-07 |
Q08-INV  | 01-05 | invoice | Q08 | 500 | EUR | 1.1 | 01-05 |
Q09-JE   | 01-01 | journal | Q09 75 | 75 | USD | 1 | 01-01 |
Q10-JE   | 01-01 | journal | Q10-A 20, Q10-B -15 | 20 | USD | 1 | 01-01 |
Q10-INV  | 01-03 | invoice | Q10-B | 40 | USD | 1 | 01-03 |
Q11-INV  | 02-05 | invoice | Q11 | 60 | EUR | 1.5 | 02-05 |
Q12-B    | 01-05 | bill | Q12 | 100 | USD | 1 | 01-05 |
Q12-VC   | 01-10 | vendor_credit | Q12 | 30 | USD | 1 | 01-10 |
Q13-D    | 01-12 | deposit to receivable | Q13 | 40 | USD | 1 | 01-12 |
Q13-INV  | 01-20 | invoice | Q13 | 40 | USD | 1 | 01-20 |
Q14-VC   | 01-05 | vendor_credit | Q14 | 30 | USD | 1 | 01-05 |
Q14-D    | 01-25 | deposit to payable | Q14 | 30 | USD | 1 | 01-25 |
Q15-INV  | 01-05 | invoice | Q15 | 100 | USD | 1 | 01-05 |
Q16-INV  | 01-05 | invoice | Q16 | 100 | USD | 1 | 01-05 | took 25
Q17-GONE | 01-10 | invoice | Q17 | 80 | USD | 1 | 01-10 | deleted
Q18-INV  | 01-05 | invoice | Q18 | 100 | EUR | 1.005 | 01-05 |
"""

# name | day | party | total | settles | currency | rate | keyed on | oddity
PAYMENTS = """
Q02-P  | 01-20 | Q02 | 200 | Q02-INV 200 | USD | 1 | 01-20 | deleted
Q03-P  | 02-10 | Q03 | 0 | Q03-INV 50, Q03-CM 50 | USD | 1 | 02-10 |
Q04-P  | 02-05 | Q04 | 0 | Q04-INV 400, Q04-CM 400 | EUR | 1.2 | 02-05 |
Q05-P  | 02-03 | Q05 | 0 | Q05-CM 90, Q05-CHK 90 | USD | 1 | 02-03 |
Q06-P  | 01-20 | Q06 | 130 | Q06-A 100 | USD | 1 | 01-20 |
Q07-P  | 01-20 | Q07-PARENT | 100 | Q07-1 60, Q07-2 60, Q07-CM 20 | USD | 1 | 01-20 |
Q08-P  | 01-20 | Q08 | 250 | Q08-INV 200 | EUR | 1.2 | 01-20 |
Q09-P  | 02-01 | Q09 | 75 | Q09-JE:0 75 | USD | 1 | 02-01 | names the line
Q10-P  | 02-01 | Q10-A | 20 | Q10-JE:0 20 | USD | 1 | 02-01 |
Q10-P2 | 02-02 | Q10-B | 0 | Q10-JE:1 15, Q10-INV 15 | USD | 1 | 02-02 |
Q11-P  | 01-10 | Q11 | 60 | Q11-INV 60 | EUR | 1.4 | 02-05 |
Q12-BP | 02-01 | Q12 | 90 | Q12-B 100, Q12-VC 30 | USD | 1 | 02-01 |
Q13-P  | 02-02 | Q13 | 0 | Q13-INV 40, Q13-D 40 | USD | 1 | 02-02 |
Q14-BP | 02-02 | Q14 | 0 | Q14-VC 30, Q14-D 30 | USD | 1 | 02-02 |
Q15-P  | 01-20 | Q15 | 100 | Q15-INV 100 | USD | 1 | 01-20 | voided
Q17-P  | 01-20 | Q17 | 80 | Q17-GONE 80 | USD | 1 | 01-20 |
Q18-P1 | 01-10 | Q18 | 33.33 | Q18-INV 33.33 | EUR | 1.2 | 01-10 |
Q18-P2 | 01-20 | Q18 | 33.33 | Q18-INV 33.33 | EUR | 1.2 | 01-20 |
Q18-P3 | 02-20 | Q18 | 33.34 | Q18-INV 33.34 | EUR | 1.2 | 02-20 |
"""

# keyed on | what | payment or invoice | settles
LATER = """
02-10 | link | Q06-P | Q06-B 30
01-25 | delete | Q17-GONE |
"""

# ledger | as of | item, amount, base; ... | why
_EXPECTED = """
receivable | 01-31 | Invoice Q01-INV 0 0 | voided invoice
receivable | 01-31 | Invoice Q02-INV 200 200; Payment Q02-P 0 0 | deleted payment
receivable | 01-31 | Invoice Q03-INV 300 300; CreditMemo Q03-CM -120 -120 | credit memo before
receivable | 02-28 | Invoice Q03-INV 250 250; CreditMemo Q03-CM -70 -70; Payment Q03-P 0 0 | ... zero-total payment applies it
receivable | 01-31 | Invoice Q04-INV 1000 1100; CreditMemo Q04-CM -400 -420 | credit at another rate
receivable | 02-28 | Invoice Q04-INV 600 660; CreditMemo Q04-CM 0 0; Payment Q04-P 0 0 | ... applied: the payment's own rate plays no part
receivable | 01-31 | CreditMemo Q05-CM -90 -90 | credit memo
receivable | 02-02 | CreditMemo Q05-CM -90 -90; Purchase Q05-CHK:1 90 90 | ... refund cheque to receivables
receivable | 02-28 | CreditMemo Q05-CM 0 0; Purchase Q05-CHK:1 0 0; Payment Q05-P 0 0 | ... linked
receivable | 01-31 | Invoice Q06-A 0 0; Payment Q06-P -30 -30; Invoice Q06-B 0 0 | overpaid in January, the rest linked later to a February invoice
receivable | 02-28 | Invoice Q06-B 50 50; Payment Q06-P 0 0 | ... used
receivable | 01-10 | Invoice Q07-1 60 60; Invoice Q07-2 70 70; CreditMemo Q07-CM -20 -20 | a parent pays for two sub-customers, using its own credit
receivable | 01-31 | Invoice Q07-1 0 0; Invoice Q07-2 10 10; CreditMemo Q07-CM 0 0; Payment Q07-P 0 0 | ... nothing stays on the parent
receivable | 01-31 | Invoice Q08-INV 300 330; Payment Q08-P -50 -60 | settled at the invoice's rate, the rest at the payment's own
receivable | 01-31 | JournalEntry Q09-JE:0 75 75 | opening balance by journal
receivable | 02-28 | JournalEntry Q09-JE:0 0 0; Payment Q09-P 0 0 | ... paid
receivable | 01-31 | JournalEntry Q10-JE:0 20 20; JournalEntry Q10-JE:1 -15 -15; Invoice Q10-INV 40 40 | journal with two receivable lines, links without a line id
receivable | 02-28 | JournalEntry Q10-JE:0 0 0; JournalEntry Q10-JE:1 0 0; Invoice Q10-INV 25 25; Payment Q10-P 0 0; Payment Q10-P2 0 0 | ... each found by its party
receivable | 01-31 | Payment Q11-P -60 -90; Invoice Q11-INV 0 0 | paid before it was invoiced: at the invoice's rate
receivable | 02-28 | Payment Q11-P 0 0; Invoice Q11-INV 0 0 | ... then gone
payable | 01-31 | Bill Q12-B 100 100; VendorCredit Q12-VC -30 -30 | bill and vendor credit
payable | 02-28 | Bill Q12-B 0 0; VendorCredit Q12-VC 0 0; BillPayment Q12-BP -20 -20 | ... paid 90: 70 owed, 20 in advance
receivable | 01-31 | Deposit Q13-D:1 -40 -40; Invoice Q13-INV 40 40 | bank deposit straight to receivables
receivable | 02-28 | Deposit Q13-D:1 0 0; Invoice Q13-INV 0 0; Payment Q13-P 0 0 | ... linked
payable | 01-31 | VendorCredit Q14-VC -30 -30; Deposit Q14-D:1 30 30 | a supplier's refund was banked
payable | 02-28 | VendorCredit Q14-VC 0 0; Deposit Q14-D:1 0 0; BillPayment Q14-BP 0 0 | ... linked
receivable | 01-31 | Invoice Q15-INV 100 100; Payment Q15-P 0 0 | voided payment
receivable | 01-31 | Invoice Q16-INV 75 75 | deposit on the invoice's form, no payment
receivable | 01-31 | Payment Q17-P -80 -80 | payment of an invoice since deleted: the money is a credit
receivable | 01-15 | Invoice Q18-INV 66.67 67 | three thirds
receivable | 01-31 | Invoice Q18-INV 33.34 33.51 | ... two
receivable | 02-28 | Invoice Q18-INV 0 0 | ... three: no cent left
"""  # noqa: E501


def _expected() -> Iterator[Expected]:
    for ledger, day, items, why in table(_EXPECTED):
        for item in items.split(";"):
            entity, name, amount, base = item.split()
            case, _, line_id = name.partition(":")
            money = Decimal(amount), Decimal(base)
            yield Expected(ledger, on(day), entity, case, line_id, *money, why)


def _ids() -> Iterator[str]:
    """Yield every name, parties' too, in an order that never changes."""
    for row in table(DOCUMENTS):
        yield row[0]
        for party in row[3].split(", "):
            yield party.split()[0]
    for row in table(PAYMENTS):
        yield row[0]


IDS = {name: f"{8_000_001 + n}" for n, name in enumerate(dict.fromkeys(_ids()))}
"""Case or party name to the vendor's Id."""
EXPECTED = list(_expected())
