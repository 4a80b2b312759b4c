"""Composed cases worked out by hand: everything that ever happens in Nevada.

The region's two units, `Nevada-Sales` and `Nevada-Production`, have no other business,
whatever the seed and the size. A case's name is in its customer's, `Hard Case N01`;
work is for the customer of the visit that sold it. "evening" is half past six in
Phoenix, and the next day in UTC. The tables of figures say what stands on 30 June 2026.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sandbox.hard_cases import table

if TYPE_CHECKING:
    from collections.abc import Iterator

SALES, PRODUCTION = 5007, 5008
IVAN, JOY, FOREMAN = "Ivan Petrov", "Joy Castillo", "Vera Stone"

# case | estimator | booked | scheduled | a sale is possible
VISITS = f"""
N01 | {IVAN} | 2025-10-10 | 2025-10-13 | yes
N02 | {IVAN} | 2025-10-13 | 2025-10-13 | yes
N03 | {JOY}  | 2025-10-13 | 2025-10-14 | yes
N04 | {JOY}  | 2025-10-14 | 2025-10-14 | yes
N05 | {JOY}  | 2025-10-14 | 2025-10-16 | yes
N06 | {JOY}  | 2025-10-14 | 2025-10-20 | yes
N07 | {IVAN} | 2025-10-15 | 2025-10-16 |
N08 | {IVAN} | 2025-10-15 | 2025-10-16 | yes
N09 | {JOY}  | 2025-10-16 | 2025-10-17 | yes
N10 | {JOY}  | 2025-10-17 | 2025-10-18 | yes
N11 | {IVAN} | 2025-10-19 | 2025-10-21 | yes
N21 | {JOY}  | 2026-06-22 | 2026-06-24 | yes
N22 | {IVAN} | 2026-06-24 | 2026-06-25 | yes
N23 | {IVAN} | 2026-06-26 | 2026-06-29 | yes
N24 | {JOY}  | 2026-06-28 | 2026-07-01 | yes
"""

# offer | visit | amount | made on
OFFERS = """
N01-A | N01 | 4000    | 2025-10-13
N02-A | N02 | 9000    | 2025-10-13
N03-A | N03 | 2500.50 | 2025-10-14
N04-A | N04 | 1000    | 2025-10-15
N04-B | N04 | 500.25  | 2025-10-15
N07-A | N07 | 300     | 2025-10-16
N08-A | N08 | 8000    | 2025-10-16
N09-A | N09 | 6000    | 2025-10-17
N21-A | N21 | 3000    | 2026-06-24
N22-A | N22 | 5000    | 2026-06-26
N23-A | N23 | 7777.77 | 2026-06-29
"""

# work | for the customer of | price | booked | scheduled | kind
WORK = """
N01-W | N01 | 4000    | 2025-10-14 | 2025-10-15 | Production-RES-EXT
N02-W | N02 | 0       | 2025-10-14 | 2025-10-15 | Touchup
N04-W | N04 | 1000    | 2025-10-15 | 2025-10-17 | Production-RES-INT
N08-W | N08 | 8000    | 2025-10-16 | 2025-10-18 | Production-RES-EXT
N09-W | N09 | 6000    | 2025-10-17 | 2025-10-18 | Production-RES-EXT
N20-W | N20 | 2000    | 2026-06-01 | 2026-06-24 | Production-RES-INT
N21-W | N21 | 3000    | 2026-06-27 | 2026-07-06 | Production-RES-EXT
N23-W | N23 | 7777.77 | 2026-06-29 | 2026-07-08 | Production-RES-EXT
N25-W | N25 | 1500    | 2026-06-20 | 2026-06-30 | Production-RES-INT
"""

# payment | for | amount | means | paid on | keyed on
PAYMENTS = """
N01-P1 | N01-W | 2000   | Check       | 2025-10-14 | 2025-10-14
N01-P2 | N01-W | 1000   | Credit Card | 2025-10-15 | 2025-10-15
N01-P3 | N01-W | 1000   | Credit Card | 2025-10-15 | 2025-10-15
N04-P1 | N04-W | 1200   | Check       | 2025-10-18 | 2025-10-18
N04-P2 | N04-W | 1200   | ACH         | 2025-10-23 | 2025-10-23
N09-P1 | N09-W | 6000   | Check       | 2025-10-18 | 2025-10-27
N09-P2 | N09-W | -500   | Refund      | 2025-10-19 | 2025-10-28
N20-P  | N20-W | 500    | Check       | 2026-06-25 | 2026-06-25
N23-P  | N23-W | 777.77 | Credit Card | 2026-06-29 | 2026-06-29
"""

# deed | of | value | on
DEEDS = f"""
complete | N01   | | 2025-10-13
complete | N02   | | 2025-10-13
complete | N03   | | 2025-10-14
complete | N04   | 2025-10-14 | 2025-10-15
cancel   | N05   | | 2025-10-15
delete   | N06   | | 2025-10-17
complete | N07   | | 2025-10-16
complete | N08   | | 2025-10-16
complete | N09   | | 2025-10-17
complete | N10   | | 2025-10-18
complete | N11   | | 2025-10-21
complete | N21   | | 2026-06-24
complete | N22   | 2026-06-25 | 2026-06-26
complete | N23   | | 2026-06-29
sell     | N01-A | | 2025-10-13 evening
sell     | N02-A | | 2025-10-16
dismiss  | N03-A | | 2025-10-20
sell     | N04-A | | 2025-10-15
sell     | N04-B | | 2025-10-15
sell     | N07-A | | 2025-10-16
sell     | N08-A | | 2025-10-16
unsell   | N08-A | | 2025-10-18
sell     | N09-A | | 2025-10-17
reassign | N09   | {IVAN} | 2025-10-18
sell     | N21-A | | 2026-06-26 evening
sell     | N23-A | | 2026-06-29 evening
move     | N04-W | 2025-10-18 | 2025-10-16
cancel   | N08-W | | 2025-10-18
reprice  | N04-W | 1200 | 2025-10-18
payroll  | N01-W | 900 | 2025-10-15
materials| N01-W | 600 | 2025-10-15
materials| N01-W | 250.25 | 2025-11-20
payroll  | N02-W | 200 | 2025-10-15
payroll  | N04-W | 1500 | 2025-10-18
labor    | N09-W | 1234.565 | 2025-10-18
payroll  | N09-W | 1000 | 2025-10-18
materials| N09-W | 800 | 2025-10-18
returns  | N09-W | -34.565 | 2025-10-24
adjust   | N09-W | -500 | 2025-10-25
complete | N01-W | | 2025-10-15
complete | N02-W | | 2025-10-15
complete | N04-W | | 2025-10-18
complete | N09-W | | 2025-10-18
start    | N20-W | | 2026-06-24
payroll  | N20-W | 500 | 2026-06-24
void     | N04-P1 | | 2025-10-22
"""


class Day(NamedTuple):
    """What the two units' reports say of a day, added up."""

    day: date
    leads: int
    opportunities: int
    closed: int
    visits: int
    sales: Decimal
    jobs: int
    price: Decimal
    """With adjustment invoices."""
    costs: Decimal
    collected: Decimal
    why: str


# day | leads | opportunities, closed, visits, sales | jobs, price, costs | collected
_DAYS = """
2025-10-10 | 1 | 0 0 0 0       | 0 0 0          | 0      | N01 calls
2025-10-13 | 2 | 2 2 2 13000   | 0 0 0          | 0      | N01 signs at night, N02 three days later
2025-10-14 | 2 | 2 1 2 1500.25 | 0 0 0          | 2000   | N04 keyed the next day, two offers, one closed; N06 deleted
2025-10-15 | 2 | 0 0 0 0       | 2 4000 1950.25 | 2000   | N01-W with a bill of November, touch-up N02-W; two equal payments
2025-10-16 | 1 | 1 0 2 300     | 0 0 0          | 0      | N07 sells without an opportunity, N08 is let out
2025-10-17 | 1 | 1 1 1 6000    | 0 0 0          | 0      | N09 credited to another; N04-W was moved away
2025-10-18 | 0 | 1 0 1 0       | 2 6700 4500    | 6000   | loss on N04-W, adjusted N09-W; N04-P1 voided, N09-P1 keyed late
2025-10-19 | 1 | 0 0 0 0       | 0 0 0          | -500   | Sunday: a call, and a refund
2026-06-22 | 1 | 0 0 0 0       | 0 0 0          | 0      | N21 calls
2026-06-24 | 1 | 1 1 1 3000    | 1 2000 500     | 0      | N21 signs two nights later; N20-W under way
2026-06-25 | 0 | 1 0 1 0       | 0 0 0          | 500    | N22 keyed the next day
2026-06-26 | 1 | 0 0 0 0       | 0 0 0          | 0      | N23 calls
2026-06-28 | 1 | 0 0 0 0       | 0 0 0          | 0      | Sunday
2026-06-29 | 0 | 1 1 1 7777.77 | 0 0 0          | 777.77 | N23 signs in the evening: yesterday
2026-06-30 | 0 | 0 0 0 0       | 1 1500 0       | 0      | N25-W is booked for today
2026-07-06 | 0 | 0 0 0 0       | 1 3000 0       | 0      | N21-W to come
2026-07-08 | 0 | 0 0 0 0       | 1 7777.77 0    | 0      | N23-W to come
"""  # noqa: E501

# day | estimator | opportunities, closed, visits, sales
ESTIMATORS = f"""
2025-10-13 | {IVAN} | 2 2 2 13000
2025-10-14 | {JOY}  | 2 1 2 1500.25
2025-10-16 | {IVAN} | 1 0 2 300
2025-10-17 | {IVAN} | 1 1 1 6000
2025-10-18 | {JOY}  | 1 0 1 0
"""

# work | price, costs with adjustments | gross margin, of one
MARGINS = """
N01-W | 4000 1750.25 | 0.5624375
N02-W | 0 200        | 0
N04-W | 1200 1500    | -0.25
N09-W | 5500 3000    | 0.45454545454545453
N20-W | 2000 500     | 0.75
"""


def _expected() -> Iterator[Day]:
    for day, leads, sold, painted, collected, why in table(_DAYS):
        opportunities, closed, visits, sales = sold.split()
        jobs, price, costs = painted.split()
        yield Day(
            date.fromisoformat(day),
            int(leads),
            int(opportunities),
            int(closed),
            int(visits),
            Decimal(sales),
            int(jobs),
            Decimal(price),
            Decimal(costs),
            Decimal(collected),
            why,
        )


EXPECTED = list(_expected())
"""Every day of October's week and June's on which anything stands; others have none."""
