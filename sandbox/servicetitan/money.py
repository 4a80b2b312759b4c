"""Invoices and payments in ServiceTitan's words: amounts are strings here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from sandbox.servicetitan.wire import instant
from sandbox.servicetitan.wire import money as written

if TYPE_CHECKING:
    from sandbox.world.painters.books import Invoice, Payment, Unit

_MEANS = {"Check": "31", "Credit Card": "32", "ACH": "33", "Refund": "34"}


class _Named(Protocol):
    id: int
    name: str


def _named(thing: _Named) -> dict[str, Any]:
    return {"id": thing.id, "name": thing.name}


def _day(day: date) -> str:
    return f"{day}T00:00:00Z"


_INVOICE: dict[str, Any] = {
    "syncStatus": "Posted",
    "salesTax": "0.00",
    "salesTaxCode": None,
    "discountTotal": "0.00",
    "invoiceType": None,
    "taxZoneId": None,
    "budgetCodeId": None,
    "commissionEligibilityDate": None,
    "importId": None,
    "exportId": None,
    "materialSkuId": None,
    "customerAddress": None,
    "locationAddress": None,
    "termName": "Net 30",
    "createdBy": "dispatcher.a",
    "batch": None,
    "depositedOn": None,
    "adjustmentToId": None,
    "projectId": None,
    "royalty": {"status": "Pending", "date": None, "sentOn": None, "memo": None},
    "employeeInfo": None,
    "sentStatus": "Sent",
    "reviewStatus": "Reviewed",
    "assignedTo": None,
    "summary": None,
    "customFields": [],
    "active": True,
    "paidOn": None,
    "membershipId": None,
    "invoiceConfiguration": "JobInvoice",
}


def invoice(invoice: Invoice) -> dict[str, Any]:
    """Return an invoice with its one line; nothing is taxed."""
    job = invoice.job
    amount = written(job.subtotal)
    return _INVOICE | {
        "id": invoice.id,
        "referenceNumber": job.number,
        "invoiceDate": _day(invoice.invoiced_on),
        "dueDate": _day(invoice.invoiced_on + timedelta(30)),
        "subTotal": amount,
        "total": amount,
        "balance": written(invoice.balance),
        "customer": _named(job.customer),
        "location": {"id": job.customer.id + 10_000, "name": "Home"},
        "businessUnit": _named(job.unit),
        "createdOn": instant(invoice.created_at),
        "modifiedOn": instant(invoice.modified_at),
        "job": {"id": job.id, "number": job.number, "type": job.type.name},
        "items": [_item(invoice, job.unit, amount)],
    }


_ITEM: dict[str, Any] = {
    "description": "Painting",
    "displayName": "Paint",
    "quantity": "1.00",
    "cost": "0.00",
    "totalCost": "0.00",
    "type": "Service",
    "skuName": "PAINT",
    "skuId": 61001,
    "taxable": False,
    "inventory": False,
    "isChargeable": True,
    "displayInAmount": True,
    "addOn": False,
    "order": 0,
    "createdById": 77,
    "soldHours": None,
    "membershipTypeId": None,
    "serviceDate": None,
    "memberPrice": None,
    "itemGroup": None,
    "technicianId": None,
    "generalLedgerAccount": None,
    "costOfSaleAccount": None,
    "assetAccount": None,
    "inventoryStatus": None,
    "inventoryLocation": None,
    "inventoryLocationId": None,
    "installedEquipmentId": None,
    "estimateItemId": None,
    "budgetCodeId": None,
    "importId": None,
    "exportId": None,
}


def _item(invoice: Invoice, unit: Unit, amount: str) -> dict[str, Any]:
    return _ITEM | {
        "id": invoice.id + 10_000_000,
        "price": amount,
        "total": amount,
        "businessUnit": _named(unit),
        "createdOn": instant(invoice.created_at),
        "modifiedOn": instant(invoice.modified_at),
    }


_PAYMENT: dict[str, Any] = {
    "authCode": None,
    "batch": None,
    "createdBy": "office.a",
    "customFields": [],
    "deposit": None,
    "generalLedgerAccount": None,
    "memo": None,
    "refundedPaymentId": None,
    "syncStatus": "Pending",
    "unappliedAmount": "0.00",
}


def payment(payment: Payment) -> dict[str, Any]:
    """Return a payment, used on one invoice."""
    invoice, amount = payment.invoice, written(payment.amount)
    applied = {
        "appliedAmount": amount,
        "appliedBy": "office.a",
        "appliedId": payment.id + 1_000_000,
        "appliedOn": instant(payment.created_at),
        "appliedTo": invoice.id,
        "appliedToReferenceNumber": invoice.job.number,
    }
    return _PAYMENT | {
        "active": payment.is_active,
        "appliedTo": [applied],
        "businessUnit": _named(invoice.job.unit),
        "checkNumber": payment.check_number,
        "createdOn": instant(payment.created_at),
        "customer": _named(invoice.job.customer),
        "date": _day(payment.paid_on),
        "id": payment.id,
        "modifiedOn": instant(payment.modified_at),
        "referenceNumber": f"P-{payment.id}",
        "total": amount,
        "type": payment.means,
        "typeId": _MEANS[payment.means],
    }
