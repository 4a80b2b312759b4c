"""Manual journals, as Xero tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.wire import NO_MONEY, Body, net_date, reference_to, updated

if TYPE_CHECKING:
    from sandbox.world.books import ManualJournal
    from sandbox.xero.documents import Teller


def manual_journal(teller: Teller, each: ManualJournal) -> Body:
    """Tell a journal the accountant keyed: debits positive."""
    return {
        "ManualJournalID": reference_to(each.key),
        "Narration": each.narration,
        "Date": net_date(each.date),
        "Status": each.state.upper(),
        "LineAmountTypes": "NoTax",
        **updated(each.updated_at, with_string=False),
        "ShowOnCashBasisReports": False,
        "HasAttachments": False,
        "JournalLines": [
            {
                "LineAmount": amount,
                "AccountCode": code,
                "AccountID": teller.account_id(code),
                "Description": each.narration,
                "TaxType": "NONE",
                "Tracking": [],
                "TaxAmount": NO_MONEY,
                "IsBlank": False,
            }
            for code, amount in each.lines
        ],
    }
