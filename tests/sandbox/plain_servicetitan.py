"""A plain judge of ServiceTitan's reports: what happened, added up the long way.

It reads nothing but the events of the contractor's office, one after another, and
shares no code with the sandbox that tells the reports.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.world.painters.books import Event

ARIZONA = timezone(timedelta(hours=-7))
"""Arizona never moves its clocks."""
Facts = dict[str, Any]
COSTS = {
    "labor": "LaborPay",
    "payroll": "PayrollAdjustments",
    "materials": "MaterialEquipmentPurchaseOrderCosts",
    "returns": "ReturnCosts",
}


def day_of(at: datetime) -> date:
    return at.astimezone(ARIZONA).date()


def cell(day: date) -> str:
    return f"{day}T00:00:00-07:00"


class Judge:
    """What the office's books must say after these events."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.units: dict[int, Facts] = {}
        self.people: dict[int, Facts] = {}
        self.jobs: dict[int, Facts] = {}
        self.estimates: dict[int, Facts] = {}
        self.invoices: dict[int, Facts] = {}
        self.payments: dict[int, Facts] = {}
        for event in events:
            self.take(event)

    def take(self, event: Event) -> None:
        what, number, facts = event.what, event.number, dict(event.facts)
        if what == "unit opened":
            self.units[number] = facts | {"is_active": True}
        elif what == "unit renamed":
            self.units[number]["name"] = facts["name"]
        elif what == "unit retired":
            self.units[number]["is_active"] = False
        elif what == "hired":
            self.people[number] = facts | {"is_active": True}
        elif what == "left":
            self.people[number]["is_active"] = False
        elif what == "booked":
            start = {"status": "Scheduled", "created": day_of(event.at), "done": None}
            self.jobs[number] = facts | start | dict.fromkeys(COSTS, Decimal(0))
            self.jobs[number] |= {"adjustment": Decimal(0), "is_deleted": False}
        elif what in ("offered", "sold", "unsold", "dismissed"):
            self.take_offer(what, number, facts)
        elif what in ("invoiced", "paid", "voided"):
            self.take_money(event)
        else:
            self.take_job(what, self.jobs[number], facts)

    def take_offer(self, what: str, number: int, facts: Facts) -> None:
        if what == "offered":
            self.estimates[number] = facts
        self.estimates[number]["is_sold"] = what == "sold"

    def take_money(self, event: Event) -> None:
        facts = dict(event.facts)
        if event.what == "invoiced":
            self.invoices[event.number] = facts | {"day": day_of(event.at)}
        elif event.what == "paid":
            self.payments[event.number] = facts
        else:
            del self.payments[event.number]

    def take_job(self, what: str, job: Facts, facts: Facts) -> None:
        if what == "moved":
            job["day"] = facts["day"]
        elif what == "reassigned":
            job["person"] = facts["person"]
        elif what == "started":
            job["status"] = "In Progress"
        elif what == "completed":
            job["status"], job["done"] = "Completed", day_of(facts["at"])
        elif what == "canceled":
            job["status"] = "Canceled"
        elif what == "deleted":
            job["is_deleted"] = True
        elif what == "repriced":
            job["subtotal"] = facts["subtotal"]
        elif what == "adjusted":
            job["adjustment"] += facts["amount"]
        elif what == "cost":
            job[facts["kind"]] += facts["amount"]
        else:
            raise AssertionError(what)

    def leads(self, first: date, last: date) -> list[Facts]:
        return [
            {
                "CustomerName": job["customer"],
                "CampaignCategory": job["category"],
                "Campaign": job["campaign"],
                "JobType": job["type"],
                "BookedBy": job["booked_by"],
                "JobNumber": str(number),
                "JobBusinessUnit": self.units[job["unit"]]["name"],
                "JobStatus": job["status"],
                "CreatedDate": cell(job["created"]),
                "AssignedTechnicians": self.name_of(job["person"]) or "",
            }
            for number, job in self.jobs.items()
            if job["is_estimate"] and not job["is_deleted"]
            if first <= job["created"] <= last
        ]

    def daily_wbr(self, unit: int, day: date, *, with_left: bool) -> list[Facts]:
        rows: dict[int, Facts] = {}
        for number, job in self.jobs.items():
            if not job["is_estimate"] or job["is_deleted"] or job["unit"] != unit:
                continue
            if job["done"] != day or job["person"] is None:
                continue
            person = self.people[job["person"]]
            if not (person["is_active"] or with_left):
                continue
            row = rows.setdefault(
                job["person"],
                {"Name": person["name"], "Team": person["team"], "CompletedJobs": 0}
                | {"SalesOpportunity": 0, "ClosedOpportunities": 0, "TotalSales": 0},
            )
            sales = [
                offer["subtotal"]
                for offer in self.estimates.values()
                if offer["job"] == number and offer["is_sold"]
            ]
            row["CompletedJobs"] += 1
            row["SalesOpportunity"] += job["is_opportunity"]
            row["ClosedOpportunities"] += job["is_opportunity"] and bool(sales)
            row["TotalSales"] += sum(sales)
        return [rows[number] for number in sorted(rows)]

    def foreman(self, first: date, last: date, *, adjusted: bool) -> list[Facts]:
        rows = []
        for number, job in self.jobs.items():
            if job["is_estimate"] or job["is_deleted"] or job["status"] == "Canceled":
                continue
            if not first <= job["day"] <= last:
                continue
            price = job["subtotal"] + (job["adjustment"] if adjusted else 0)
            costs = {name: job[kind] for kind, name in COSTS.items()}
            told = {
                "ScheduledDate": cell(job["day"]),
                "JobBusinessUnit": self.units[job["unit"]]["name"],
                "SoldBy": self.name_of(job["sold_by"]),
                "PrimaryTechnician": self.name_of(job["person"]),
                "JobType": job["type"],
                "CustomerName": job["customer"],
                "JobNumber": str(number),
                "JobStatus": job["status"],
                "Subtotal": price,
                "TotalCosts": sum(costs.values()),
            }
            rows.append(told | costs)
        return rows

    def collections(self, first: date, last: date) -> list[Facts]:
        rows = []
        for paid in self.payments.values():
            if not first <= paid["day"] <= last:
                continue
            number = self.invoices[paid["invoice"]]["job"]
            job = self.jobs[number]
            rows.append(
                {
                    "PaidOn": cell(paid["day"]),
                    "CustomerName": job["customer"],
                    "Amount": paid["amount"],
                    "InvoiceNumber": str(number),
                    "PaymentType": paid["means"],
                    "CheckNumber": paid["check"],
                    "PaymentStatus": "Posted",
                    "InvoiceBusinessUnit": self.units[job["unit"]]["name"],
                    "InvoiceBalance": job["subtotal"] - self.paid_on(paid["invoice"]),
                }
            )
        return rows

    def paid_on(self, invoice: int) -> Decimal:
        every = [each for each in self.payments.values() if each["invoice"] == invoice]
        return sum((each["amount"] for each in every), Decimal(0))

    def name_of(self, person: int | None) -> str | None:
        return self.people[person]["name"] if person else None
