"""Payments and journals in ERPNext's words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.erpnext.doctypes import DOCTYPES, Body
from sandbox.erpnext.papers import STATES
from sandbox.erpnext.rows import child, head
from sandbox.erpnext.store import Stored, stored
from sandbox.erpnext.wire import DOCTYPE_OF, PARTY_TYPE, number

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sandbox.world.farms.books import Reference, Row, Voucher

ZERO = Decimal(0)
TYPES = {"receive": "Receive", "pay": "Pay", "transfer": "Internal Transfer"}


def payment(voucher: Voucher, zone: ZoneInfo) -> Stored:
    """Return a Payment Entry; a refund's allocations are negative."""
    base = _base(voucher)
    told = head(voucher, zone) | {
        "payment_type": TYPES[voucher.direction],
        "payment_order_status": "Initiated",
        "mode_of_payment": "Wire Transfer",
        "reference_no": voucher.reference_number or None,
        "reference_date": f"{voucher.posting_date}",
        "cost_center": f"Main - {voucher.firm.abbreviation}",
        "status": STATES[voucher.state],
        "base_paid_amount": number(base),
        "base_received_amount": number(base),
        "remarks": f"Amount {voucher.currency} {voucher.paid}",
    }
    told |= _between(voucher, base) | _used(voucher)
    tables = {
        "references": _references(voucher, zone),
        "deductions": _deductions(voucher, zone),
    }
    return stored(DOCTYPES["Payment Entry"], told, tables)


def _used(voucher: Voucher) -> Body:
    if voucher.party is None:
        return {}
    used = (voucher.to_base(each.amount) for each in voucher.references)
    return {
        "party_type": PARTY_TYPE[voucher.party.side],
        "party": voucher.party.name,
        "party_name": voucher.party.first_name,
        "contact_email": f"{voucher.party.code.lower()}@example.com",
        "total_allocated_amount": number(voucher.allocated),
        "base_total_allocated_amount": number(sum(used, ZERO)),
        "unallocated_amount": number(voucher.unallocated),
    }


def _references(voucher: Voucher, zone: ZoneInfo) -> list[Body]:
    sign = -1 if _is_refund(voucher) else 1
    return [
        _reference(voucher, each, place, sign, zone)
        for place, each in enumerate(voucher.references)
    ]


def _deductions(voucher: Voucher, zone: ZoneInfo) -> list[Body]:
    doctype = "Payment Entry Deduction"
    rows = []
    for place, (account, amount) in enumerate(voucher.deductions):
        told: Body = {"account": account.name, "amount": number(amount)}
        rows.append(child(voucher, place, zone, doctype, "deductions", told))
    return rows


def _base(voucher: Voucher) -> Decimal:
    banked = (leg.base for leg in voucher.legs if leg.account is voucher.bank)
    return abs(next(banked, voucher.to_base(voucher.paid)))


def _is_refund(voucher: Voucher) -> bool:
    if voucher.account is None:
        return False
    return (voucher.direction == "pay") == (voucher.account.sign > 0)


def _between(voucher: Voucher, base: Decimal) -> Body:
    """Return where the money came from and where it went."""
    assert voucher.bank
    party_side = voucher.account or voucher.bank_to or voucher.bank
    bank: Body = {
        "": voucher.bank.name,
        "_account_type": voucher.bank.kind,
        "_account_currency": voucher.bank.currency,
    }
    other: Body = {
        "": party_side.name,
        "_account_type": party_side.kind,
        "_account_currency": party_side.currency,
    }
    comes_in = voucher.direction == "receive"
    source, target = (other, bank) if comes_in else (bank, other)
    told: Body = {f"paid_from{key}": value for key, value in source.items()}
    told |= {f"paid_to{key}": value for key, value in target.items()}
    paid, received = (voucher.paid, base) if comes_in else (base, voucher.paid)
    rates = (voucher.rate, Decimal(1)) if comes_in else (Decimal(1), voucher.rate)
    return told | {
        "paid_amount": number(paid),
        "received_amount": number(received),
        "source_exchange_rate": number(rates[0]),
        "target_exchange_rate": number(rates[1]),
    }


def _reference(
    voucher: Voucher, each: Reference, place: int, sign: int, zone: ZoneInfo
) -> Body:
    target = each.voucher
    told: Body = {
        "reference_doctype": DOCTYPE_OF[target.kind],
        "reference_name": target.name,
        "due_date": f"{target.due_date}" if target.due_date else None,
        "bill_no": target.bill_number or None,
        "total_amount": number(target.rounded),
        "outstanding_amount": number(sign * each.open_before),
        "allocated_amount": number(sign * each.amount),
        "exchange_rate": number(each.rate),
        "exchange_gain_loss": number(each.gain),
        "account": voucher.account and voucher.account.name,
    }
    return child(voucher, place, zone, "Payment Entry Reference", "references", told)


def journal(voucher: Voucher, zone: ZoneInfo) -> Stored:
    """Return a Journal Entry."""
    debit = sum((row.base for row in voucher.rows if row.base > 0), ZERO)
    currencies = {row.account.currency for row in voucher.rows}
    party = next((row.party for row in voucher.rows if row.party), None)
    told = head(voucher, zone) | {
        "title": party.name if party else voucher.rows[0].account.name,
        "voucher_type": voucher.note,
        "is_system_generated": int(voucher.note == "Exchange Gain Or Loss"),
        "total_debit": number(debit),
        "total_credit": number(debit),
        "multi_currency": int(len(currencies) > 1),
        "user_remark": None,
        "bill_no": voucher.bill_number or None,
        "due_date": f"{voucher.due_date}" if voucher.due_date else None,
        "pay_to_recd_from": party.name if party else None,
    }
    rows = [_row(voucher, row, n, zone) for n, row in enumerate(voucher.rows)]
    return stored(DOCTYPES["Journal Entry"], told, {"accounts": rows})


def _row(voucher: Voucher, row: Row, place: int, zone: ZoneInfo) -> Body:
    target = row.against or row.source
    told: Body = {
        "account": row.account.name,
        "account_type": row.account.kind or None,
        "account_currency": row.account.currency,
        "exchange_rate": number(target.rate if row.against and target else Decimal(1)),
        "debit": number(max(row.base, ZERO)),
        "credit": number(max(-row.base, ZERO)),
        "debit_in_account_currency": number(max(row.amount, ZERO)),
        "credit_in_account_currency": number(max(-row.amount, ZERO)),
        "is_advance": "No",
        "cost_center": f"Main - {voucher.firm.abbreviation}",
    }
    if row.party:
        told |= {"party_type": PARTY_TYPE[row.party.side], "party": row.party.name}
    if target:
        told |= {
            "reference_type": DOCTYPE_OF[target.kind],
            "reference_name": target.name,
        }
    return child(voucher, place, zone, "Journal Entry Account", "accounts", told)
