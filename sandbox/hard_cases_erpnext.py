"""Composed cases worked out by hand, kept in Greenfields' own books (US dollars).

A case's name begins every document of it: `E04-INV` is the invoice of case E04, and its
name in ERPNext too. All are dated in 2026; `EXPECTED` says what each item is worth on a
date, in the currency of its account and in dollars, as the books stand after the last
deed (2 March 2026).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.hard_cases import Expected, on, table

if TYPE_CHECKING:
    from collections.abc import Iterator

# case | name | side | billed in | kept on
PARTIES = """
E08  | Hard Case E08 / Håfström | customer | EUR | Debtors EUR - GFS
E09  | Hard Case E09 & Fils     | customer | CAD |
E10  | Hard Case E10 100%       | customer | EUR | Debtors EUR - GFS
E14  | Hard Case E14 GmbH       | supplier | EUR | Creditors EUR - GFS
E15  | Hard Case E15 #15        | supplier | |
E19  | Hard Case E19            | supplier | |
E21B | Hard Case E21 B          | customer | |
E25B | Hard Case E25 B          | customer | |
"""

# name | date | keyed on | what | total | rate | against | oddity
DOCUMENTS = """
E01-INV  | 01-10 | 01-10 | sale | 100 | 1 | |
E02-INV  | 01-10 | 01-10 | sale | 200 | 1 | |
E03-INV  | 01-05 | 01-05 | sale | 300 | 1 | |
E04-INV  | 02-05 | 02-05 | sale | 80 | 1 | |
E05-INV  | 01-05 | 01-05 | sale | 300 | 1 | |
E05-RET  | 01-15 | 01-15 | sale | -120 | 1 | E05-INV | itself
E06-INV  | 01-05 | 01-05 | sale | 300 | 1 | |
E06-RET  | 01-15 | 01-15 | sale | -120 | 1 | E06-INV | invoice
E07-INV  | 01-05 | 01-05 | sale | 100 | 1 | |
E07-RET  | 01-10 | 01-10 | sale | -60 | 1 | E07-INV | invoice
E08-INV  | 01-05 | 01-05 | sale | 1000 | 1.10 | |
E09-INV  | 01-05 | 01-05 | sale | 500 | 0.75 | |
E10-INV  | 01-05 | 01-05 | sale | 100 | 1.111 | |
E11-INV  | 01-05 | 01-05 | sale | 100 | 1 | |
E12-INV  | 01-05 | 01-05 | sale | 70 | 1 | |
E14-BILL | 01-05 | 01-05 | purchase | 1000 | 1.08 | |
E15-BILL | 02-01 | 02-01 | purchase | 20 | 1 | |
E16-INV  | 01-05 | 01-05 | sale | 55 | 1 | | draft
E17-INV  | 01-05 | 01-05 | sale | 100 | 1 | |
E18-INV  | 01-14 | 01-14 | sale | 119 | 1 | | at the till
E19-BILL | 01-05 | 01-05 | purchase | 500 | 1 | |
E19-RET  | 01-20 | 01-20 | purchase | -100 | 1 | E19-BILL | invoice
E20-INV  | 01-05 | 01-05 | sale | 90 | 1 | |
E22-SO   | 01-05 | 01-05 | order | 55 | 1 | |
E23-A    | 01-05 | 01-05 | sale | 100 | 1 | |
E23-B    | 01-06 | 01-06 | sale | 50 | 1 | |
E24-INV  | 01-05 | 01-05 | sale | 100 | 1 | |
E25-INV  | 01-05 | 01-05 | sale | 40 | 1 | |
"""

# name | date | keyed on | of, amount; ... | on account | written off | rate
PAYMENTS = """
E02-P  | 01-20 | 01-20 | E02-INV 200 | 0 | 0 | 1
E03-P  | 01-20 | 01-20 | E03-INV 300 | 50 | 0 | 1
E04-P  | 01-10 | 01-10 | | 80 | 0 | 1
E07-P  | 01-20 | 01-20 | E07-RET -60 | 0 | 0 | 1
E08-P1 | 01-20 | 01-20 | E08-INV 400 | 0 | 0 | 1.05
E08-P2 | 02-20 | 02-20 | E08-INV 600 | 0 | 0 | 1.20
E09-P  | 02-20 | 02-20 | E09-INV 375 | 0 | 0 | 1
E10-P1 | 01-10 | 01-10 | E10-INV 33.33 | 0 | 0 | 1.111
E10-P2 | 01-20 | 01-20 | E10-INV 33.33 | 0 | 0 | 1.111
E10-P3 | 02-20 | 02-20 | E10-INV 33.34 | 0 | 0 | 1.111
E11-P  | 01-20 | 01-20 | E11-INV 100 | 0 | 2 | 1
E12-P  | 01-20 | 01-20 | E12-INV 60 | 0 | 0 | 1
E13-P  | 02-07 | 02-07 | E13-J 640 | 0 | 0 | 1
E14-P  | 02-05 | 02-05 | E14-BILL 1000 | 0 | 0 | 1.10
E15-P  | 01-09 | 01-09 | | 45 | 0 | 1
E20-P  | 01-10 | 01-10 | E20-INV 90 | 0 | 0 | 1
E22-P  | 01-12 | 01-12 | E22-SO 55 | 0 | 0 | 1
E23-P  | 01-20 | 01-20 | E23-A 100; E23-B 50 | 20 | 0 | 1
E24-P  | 01-15 | 03-02 | E24-INV 100 | 0 | 0 | 1
"""

# name | date | party's case, against, amount; ...
JOURNALS = """
E05-J | 02-10 | E05 E05-RET 120; E05 E05-INV -120
E07-J | 02-15 | E07 E07-RET -60
E12-J | 02-10 | E12 E12-INV -10
E13-J | 01-07 | E13 E13-J 640
E21-J | 01-08 | E21 E21-J 30; E21B E21-J 12
"""

# what | which | with | keyed on
DEEDS = """
cancel    | E01-INV | | 01-12
cancel    | E02-P | | 01-25
reconcile | E04-P | E04-INV 80 | 02-05
reconcile | E15-P | E15-BILL 20 | 02-09
amend     | E17-INV | 120 | 01-07
cancel    | E20-INV | | 02-01
merge     | E25 | E25B | 02-12
"""

# ledger | as of | item, amount, base; ... | why
_EXPECTED = """
receivable | 01-31 | E01-INV 0 0 | cancelled invoice: no trace on any date
receivable | 01-31 | E02-INV 200 200; E02-P 0 0 | cancelled payment
receivable | 01-31 | E03-INV 0 0; E03-P -50 -50 | paid too much: the rest waits on the payment
receivable | 01-31 | E04-P -80 -80; E04-INV 0 0 | advance, reconciled later under its own date
receivable | 02-28 | E04-P 0 0; E04-INV 0 0 | ... used on the day the invoice is written
receivable | 01-31 | E05-INV 300 300; E05-RET -120 -120 | return that stands for itself
receivable | 02-28 | E05-INV 180 180; E05-RET 0 0 | ... set off by a journal
receivable | 01-31 | E06-INV 180 180; E06-RET 0 0 | return that reduces its invoice
receivable | 01-15 | E07-INV 40 40; E07-RET 0 0 | return that reduces its invoice
receivable | 01-31 | E07-INV 100 100; E07-RET 0 0 | ... refunded: the row names the return, the invoice owes
receivable | 02-28 | E07-INV 40 40; E07-RET 0 0 | ... and taken back by a journal
receivable | 01-31 | E08-INV 600 660 | part paid at another rate: exchange row without amount
receivable | 02-28 | E08-INV 0 0 | ... settled: zero in both
receivable | 01-31 | E09-INV 375 375 | foreign invoice on an account in dollars
receivable | 02-28 | E09-INV 0 0 | ... paid
receivable | 01-15 | E10-INV 66.67 74.07 | three thirds
receivable | 01-31 | E10-INV 33.34 37.04 | ... two
receivable | 02-28 | E10-INV 0 0 | ... three: no cent left
receivable | 01-31 | E11-INV 0 0; E11-P 0 0 | two dollars let go within the payment
receivable | 01-31 | E12-INV 10 10 | the rest of an invoice
receivable | 02-28 | E12-INV 0 0; E12-J 0 0 | ... written off by a journal
receivable | 01-31 | E13-J 640 640 | owed without an invoice
receivable | 02-28 | E13-J 0 0; E13-P 0 0 | ... and paid
payable    | 01-31 | E14-BILL 1000 1080 | bill in euros
payable    | 02-28 | E14-BILL 0 0 | ... paid at a worse rate: zero in both
payable    | 01-31 | E15-P -45 -45; E15-BILL 0 0 | supplier paid in advance
payable    | 02-05 | E15-P -25 -25; E15-BILL 0 0 | ... part of it used
receivable | 01-31 | E16-INV 0 0 | draft: owes nothing
receivable | 01-31 | E17-INV 0 0; E17-INV-1 120 120 | cancelled and amended
receivable | 01-14 | E18-INV 0 0 | paid at the till
payable    | 01-31 | E19-BILL 400 400; E19-RET 0 0 | goods sent back to a supplier
receivable | 01-31 | E20-INV 0 0; E20-P -90 -90 | paid, then cancelled: the money is on account
receivable | 01-31 | E21-J 42 42 | one journal, two parties: 30 and 12
receivable | 01-31 | E22-P -55 -55 | money for an order: no item of that name, it stays on the payment
receivable | 01-31 | E23-A 0 0; E23-B 0 0; E23-P -20 -20 | two invoices and something over
receivable | 01-31 | E24-INV 0 0 | back-dated payment, keyed in March: January is restated
receivable | 01-31 | E25-INV 40 40 | its customer was merged into another
"""  # noqa: E501


def _expected() -> Iterator[Expected]:
    for ledger, day, items, why in table(_EXPECTED):
        for item in items.split(";"):
            case, amount, base = item.split()
            yield Expected(ledger, on(day), case, Decimal(amount), Decimal(base), why)


EXPECTED = list(_expected())
PARTY_OF = {"E25-INV": "Hard Case E25 B"}
"""Whose an item is in the end, where it is not `Hard Case <case>`."""
