"""Bank transfers and manual journals, as Xero tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.xero.wire import (
    NO_MONEY,
    Body,
    dated,
    net_date,
    net_instant,
    reference_to,
    updated,
)

if TYPE_CHECKING:
    from sandbox.world.books import ManualJournal, Transfer
    from sandbox.xero.documents import Teller


def transfer(teller: Teller, each: Transfer) -> Body:
    """Tell a transfer; it knows only when it was created."""
    created = each.created_at
    return {
        "BankTransferID": reference_to(each.key),
        **(
            {
                "CreatedDateUTCString": f"{created:%Y-%m-%dT%H:%M:%S}",
                "CreatedDateUTC": net_instant(created),
            }
            if created
            else {}
        ),
        **dated("Date", each.date),
        "FromBankAccount": teller.bank(each.source.code),
        "ToBankAccount": teller.bank(each.target.code),
        "Amount": each.amount,
        "FromBankTransactionID": reference_to(f"{each.key} from"),
        "ToBankTransactionID": reference_to(f"{each.key} to"),
        "FromIsReconciled": False,
        "ToIsReconciled": False,
        "CurrencyRate": 1,
        "Reference": each.reference,
        "HasAttachments": False,
        "Status": "DELETED" if each.is_deleted else "AUTHORISED",
        "FromTracking": [],
        "ToTracking": [],
    }


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
