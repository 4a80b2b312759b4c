"""Invoices, bills, orders and deliveries in ERPNext's words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sandbox.erpnext.doctypes import DOCTYPES, Body
from sandbox.erpnext.rows import child, head, lines, party_of, taxes, totals
from sandbox.erpnext.store import Children, Stored, stored
from sandbox.erpnext.wire import DOCTYPE_OF, clock_of, number

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from sandbox.world.farms.books import Voucher

STATES = ("Draft", "Submitted", "Cancelled")


def invoice(voucher: Voucher, zone: ZoneInfo, today: date) -> Stored:
    """Return a Sales or Purchase Invoice."""
    told = head(voucher, zone) | totals(voucher) | party_of(voucher) | _facts(voucher)
    told["status"] = status(voucher, today)
    told |= _sold(voucher) if voucher.kind == "sale" else _bought(voucher)
    return stored(DOCTYPES[DOCTYPE_OF[voucher.kind]], told, _tables(voucher, zone))


def _facts(voucher: Voucher) -> Body:
    assert voucher.party and voucher.account
    against = voucher.return_against
    return {
        "posting_time": clock_of(voucher),
        "set_posting_time": int(voucher.due_date is not None),
        "due_date": f"{voucher.due_date}" if voucher.due_date else None,
        "is_return": int(voucher.is_return),
        "return_against": against.name if against else None,
        "update_outstanding_for_self": int(voucher.updates_return_itself),
        "update_stock": int(voucher.moves_stock),
        "outstanding_amount": number(outstanding(voucher)),
        "party_account_currency": voucher.account.currency,
        "payment_terms_template": f"Net {voucher.party.terms_days}",
        "cost_center": f"Main - {voucher.firm.abbreviation}",
        "remarks": "No Remarks",
        "write_off_amount": number(voucher.written_off),
        "paid_amount": number(voucher.paid),
        "base_paid_amount": number(voucher.paid),
    }


def _sold(voucher: Voucher) -> Body:
    assert voucher.party and voucher.account
    return {
        "debit_to": voucher.account.name,
        "against_income_account": _accounts(voucher),
        "is_pos": int(voucher.is_paid_at_once),
        "contact_email": f"{voucher.party.code.lower()}@example.com",
    }


def _bought(voucher: Voucher) -> Body:
    assert voucher.account
    return {
        "credit_to": voucher.account.name,
        "against_expense_account": _accounts(voucher),
        "bill_no": voucher.bill_number or None,
        "bill_date": f"{voucher.posting_date}" if voucher.bill_number else None,
    }


def _accounts(voucher: Voucher) -> str:
    return ", ".join({line.account.name: None for line in voucher.lines})


def outstanding(voucher: Voucher) -> Decimal:
    """Return what is open; drafts and cancelled ones keep what they were."""
    return voucher.open_amount if voucher.state == 1 else outstanding_at_first(voucher)


def status(voucher: Voucher, today: date) -> str:
    """Return the word a job keeps up to date each night, in silence."""
    if voucher.state != 1:
        return STATES[voucher.state]
    if voucher.is_return:
        return "Return"
    if voucher.open_amount <= 0:
        note = "Credit Note Issued" if voucher.kind == "sale" else "Debit Note Issued"
        return note if voucher.returns else "Paid"
    if voucher.due_date and voucher.due_date < today:
        return "Overdue"
    whole = outstanding_at_first(voucher)
    return "Unpaid" if voucher.open_amount == whole else "Partly Paid"


def outstanding_at_first(voucher: Voucher) -> Decimal:
    """Return what was open on the day it was posted."""
    is_home = voucher.is_in_home_account
    return voucher.to_base(voucher.rounded) if is_home else voucher.rounded


def _tables(voucher: Voucher, zone: ZoneInfo) -> Children:
    tables: Children = {"items": lines(voucher, zone), "taxes": taxes(voucher, zone)}
    portion: Body = {
        "payment_term": None,
        "due_date": f"{voucher.due_date}" if voucher.due_date else None,
        "invoice_portion": 100.0,
        "payment_amount": number(voucher.rounded),
        "outstanding": number(voucher.rounded),
        "base_payment_amount": number(voucher.to_base(voucher.rounded)),
    }
    row = child(voucher, 0, zone, "Payment Schedule", "payment_schedule", portion)
    tables["payment_schedule"] = [row]
    if voucher.is_paid_at_once and voucher.bank:
        paid: Body = {
            "mode_of_payment": "Cash",
            "type": "Cash",
            "amount": number(voucher.paid),
            "base_amount": number(voucher.paid),
            "account": voucher.bank.name,
        }
        row = child(voucher, 0, zone, "Sales Invoice Payment", "payments", paid)
        tables["payments"] = [row]
    return tables


def order(voucher: Voucher, zone: ZoneInfo) -> Stored:
    """Return a Sales Order."""
    told = head(voucher, zone) | totals(voucher) | party_of(voucher)
    net = voucher.net or Decimal(1)
    delivered, billed = voucher.delivered / net * 100, voucher.billed / net * 100
    told |= {
        "order_type": "Sales",
        "advance_paid": number(-voucher.open_amount),
        "transaction_date": told.pop("posting_date"),
        "delivery_date": f"{voucher.due_date}",
        "per_delivered": number(round(delivered, 6)),
        "per_billed": number(round(billed, 6)),
        "status": _order_status(voucher, delivered, billed),
    }
    told.pop("is_opening")
    tables: Children = {"items": lines(voucher, zone), "taxes": taxes(voucher, zone)}
    return stored(DOCTYPES["Sales Order"], told, tables)


def _order_status(voucher: Voucher, delivered: Decimal, billed: Decimal) -> str:
    if voucher.state != 1:
        return STATES[voucher.state]
    if delivered >= 100:
        return "Completed" if billed >= 100 else "To Bill"
    return "To Deliver" if billed >= 100 else "To Deliver and Bill"


def delivery(voucher: Voucher, zone: ZoneInfo) -> Stored:
    """Return a Delivery Note."""
    told = head(voucher, zone) | totals(voucher) | party_of(voucher)
    told["posting_time"] = clock_of(voucher)
    told["status"] = "To Bill" if voucher.state == 1 else STATES[voucher.state]
    told.pop("is_opening")
    tables: Children = {"items": lines(voucher, zone), "taxes": taxes(voucher, zone)}
    return stored(DOCTYPES["Delivery Note"], told, tables)
