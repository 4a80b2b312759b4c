"""The rows a voucher has in the general, the payment and the stock ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.erpnext.doctypes import DOCTYPES, Body
from sandbox.erpnext.store import Stored, stored
from sandbox.erpnext.wire import (
    DOCTYPE_OF,
    PARTY_TYPE,
    clock_of,
    fiscal_year,
    hashed,
    local,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from sandbox.world.farms.books import Entry, Leg, Move, Voucher

ZERO = Decimal(0)
SUBTYPE = {"receive": "Receive", "pay": "Pay", "transfer": "Internal Transfer"}


def general(voucher: Voucher, zone: ZoneInfo) -> Iterator[Stored]:
    """Yield the GL Entry rows of a voucher."""
    for place, leg in enumerate(voucher.legs):
        yield stored(DOCTYPES["GL Entry"], _gl_entry(voucher, leg, place, zone))


def _gl_entry(voucher: Voucher, leg: Leg, place: int, zone: ZoneInfo) -> Body:
    assert leg.created_at and leg.changed_at
    firm, note = voucher.firm, voucher.note
    named = f"ACC-GLE-{leg.created_at.year}-{leg.number:05}"
    told: Body = {
        "name": named if leg.number else hashed(f"{voucher.key}|{place}|{leg.edition}"),
        "creation": local(leg.created_at, zone),
        "modified": local(leg.changed_at, zone),
        "docstatus": 1,
        "posting_date": f"{voucher.posting_date}",
        "account": leg.account.name,
        "cost_center": f"Main - {firm.abbreviation}",
        "account_currency": leg.account.currency,
        "against": _against(voucher, leg),
        "voucher_subtype": _subtype(voucher),
        "remarks": note or "No Remarks",
        "fiscal_year": fiscal_year(voucher.posting_date, firm.first_month),
        "company": firm.name,
        "to_rename": 0 if leg.number else 1,
        "is_cancelled": int(leg.is_struck),
        "voucher_type": DOCTYPE_OF[voucher.kind],
        "voucher_no": voucher.name,
    }
    return told | _amounts(voucher, leg) | _whose(voucher, leg)


def _whose(voucher: Voucher, leg: Leg) -> Body:
    told: Body = {"is_opening": "No", "is_advance": "No"}
    if leg.party:
        told |= {"party_type": PARTY_TYPE[leg.party.side], "party": leg.party.name}
        told["due_date"] = f"{voucher.due_date}" if voucher.due_date else None
    if leg.against:
        told["against_voucher_type"] = DOCTYPE_OF[leg.against.kind]
        told["against_voucher"] = leg.against.name
    return told


def _amounts(voucher: Voucher, leg: Leg) -> Body:
    told: Body = {
        "transaction_currency": voucher.currency,
        "transaction_exchange_rate": number(voucher.rate),
    }
    in_paper = leg.base / voucher.rate
    for name, amount in (
        ("", leg.base),
        ("_in_account_currency", leg.amount),
        ("_in_transaction_currency", in_paper),
    ):
        told[f"debit{name}"] = number(max(amount, ZERO))
        told[f"credit{name}"] = number(max(-amount, ZERO))
    return told


def _against(voucher: Voucher, leg: Leg) -> str | None:
    if not leg.party and voucher.party:
        return voucher.party.name
    others = (each.account.name for each in voucher.legs if not each.party)
    return next(others, None)


def _subtype(voucher: Voucher) -> str | None:
    if voucher.kind == "money":
        return SUBTYPE[voucher.direction]
    if voucher.kind in ("sale", "purchase"):
        is_debit = (voucher.kind == "sale") != voucher.is_return
        return "Debit Note" if is_debit else "Credit Note"
    return voucher.note if voucher.kind == "journal" else None


def payments(voucher: Voucher, zone: ZoneInfo) -> Iterator[Stored]:
    """Yield the Payment Ledger Entry rows of a voucher."""
    for entry in voucher.entries:
        yield stored(DOCTYPES["Payment Ledger Entry"], _ple(entry, zone))


def _ple(entry: Entry, zone: ZoneInfo) -> Body:
    voucher, against = entry.voucher, entry.against
    return {
        "name": hashed(f"{voucher.key}|{against.key}|{entry.edition}"),
        "creation": local(entry.created_at, zone),
        "modified": local(entry.changed_at, zone),
        "docstatus": 1,
        "posting_date": f"{voucher.posting_date}",
        "company": voucher.firm.name,
        "account_type": entry.account.kind,
        "account": entry.account.name,
        "party_type": PARTY_TYPE[entry.party.side],
        "party": entry.party.name,
        "due_date": f"{entry.due_date}" if entry.due_date else None,
        "cost_center": f"Main - {voucher.firm.abbreviation}",
        "voucher_type": DOCTYPE_OF[voucher.kind],
        "voucher_no": voucher.name,
        "against_voucher_type": DOCTYPE_OF[against.kind],
        "against_voucher_no": against.name,
        "amount": number(entry.base),
        "account_currency": entry.account.currency,
        "amount_in_account_currency": number(entry.amount),
        "delinked": int(entry.is_struck),
        "remarks": voucher.note or None,
    }


def stock(voucher: Voucher, zone: ZoneInfo) -> Iterator[Stored]:
    """Yield the Stock Ledger Entry rows of a voucher."""
    for place, move in enumerate(voucher.moves):
        yield stored(DOCTYPES["Stock Ledger Entry"], _sle(move, place, zone))


def _sle(move: Move, place: int, zone: ZoneInfo) -> Body:
    voucher, item, firm = move.voucher, move.line.item, move.voucher.firm
    named = f"MAT-SLE-{move.created_at.year}-{move.number:05}"
    clock = clock_of(voucher)
    told: Body = {
        "name": named if move.number else hashed(f"{voucher.key}|stock|{place}"),
        "creation": local(move.created_at, zone),
        "modified": local(move.changed_at, zone),
        "docstatus": 1,
        "item_code": item.code,
        "warehouse": move.warehouse,
        "posting_date": f"{voucher.posting_date}",
        "posting_time": clock,
        "posting_datetime": f"{voucher.posting_date} {clock:0>8}",
        "voucher_type": DOCTYPE_OF[voucher.kind],
        "voucher_no": voucher.name,
        "voucher_detail_no": hashed(f"{voucher.key}|line|{place}"),
        "company": firm.name,
        "stock_uom": item.unit,
        "fiscal_year": fiscal_year(voucher.posting_date, firm.first_month),
        "is_cancelled": int(move.is_struck),
        "to_rename": 0 if move.number else 1,
    }
    return told | _worth(move)


def _worth(move: Move) -> Body:
    after, worth = move.quantity_after, move.value_after
    each = number(round(move.value / move.quantity, 9)) if move.quantity else 0.0
    return {
        "actual_qty": number(move.quantity),
        "qty_after_transaction": number(after),
        "incoming_rate": each if move.quantity > 0 else 0.0,
        "outgoing_rate": each if move.quantity < 0 else 0.0,
        "valuation_rate": number(round(worth / after, 9)) if after else 0.0,
        "stock_value": number(worth),
        "stock_value_difference": number(move.value),
        "stock_queue": "[]",
    }
