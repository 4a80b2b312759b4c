"""What the contractor's reports show and ask, as they were first drawn up."""

from __future__ import annotations

JOB_DATES, PAYMENT_DATES = "job-date-filter-type", "payment-date-filter-type"
UNITS, JOB_TYPES = "business-units", "job-types"

# kind | name | label | type
FIELDS = """
leads | CustomerName | Customer Name | String
leads | CampaignCategory | Campaign Category | String
leads | Campaign | Job Campaign | String
leads | JobType | Job Type | String
leads | BookedBy | Booked By | String
leads | JobNumber | Job # | String
leads | JobBusinessUnit | Business Unit | String
leads | JobStatus | Status | String
leads | CreatedDate | Created Date | Date
leads | AssignedTechnicians | Assigned Technicians | String
daily_wbr | Name | Name | String
daily_wbr | ClosedOpportunities | Closed Opportunities | Number
daily_wbr | CompletedJobs | Completed Jobs | Number
daily_wbr | SalesOpportunity | Sales Opportunity | Number
daily_wbr | CloseRate | Close Rate | Number
daily_wbr | TotalSales | Total Sales | Number
daily_wbr | ClosedAverageSale | Closed Average Sale | Number
daily_wbr | Team | Team | String
bu_sales | Name | Name | String
bu_sales | SalesOpportunity | Sales Opportunity | Number
bu_sales | ClosedOpportunities | Closed Opportunities | Number
bu_sales | CloseRate | Close Rate | Number
bu_sales | CompletedJobs | Completed Jobs | Number
bu_sales | TotalSales | Total Sales | Number
bu_sales | ClosedAverageSale | Closed Average Sale | Number
foreman | ScheduledDate | Scheduled Date | Date
foreman | JobBusinessUnit | Business Unit | String
foreman | SoldBy | Sold By | String
foreman | PrimaryTechnician | Primary Technician | String
foreman | JobType | Job Type | String
foreman | CustomerName | Customer Name | String
foreman | JobNumber | Job # | String
foreman | Subtotal | Jobs Subtotal | Number
foreman | LaborPay | Labor Pay | Number
foreman | PayrollAdjustments | Payroll Adjustments | Number
foreman|MaterialEquipmentPurchaseOrderCosts|Materials + Equip. + PO/Bill Costs|Number
foreman | ReturnCosts | Returns | Number
foreman | TotalCosts | Jobs Total Costs | Number
foreman | GrossMarginPercentage | Jobs Gross Margin % | Number
foreman | JobStatus | Status | String
collections | PaidOn | Paid On | Date
collections | CustomerName | Customer Name | String
collections | Amount | Amount | Number
collections | InvoiceNumber | Invoice Number | String
collections | PaymentType | Payment Type | String
collections | CheckNumber | Check Number | String
collections | PaymentStatus | Payment Status | String
collections | InvoiceBusinessUnit | Invoice Business Unit | String
collections | InvoiceBalance | Invoice Balance | Number
"""
# kind | name | label | type | array | required | dynamic set
PARAMETERS = f"""
leads | DateType | Filter by | Number | | yes | {JOB_DATES}
leads | From | From | Date | | yes |
leads | To | To | Date | | yes |
leads | BusinessUnitId | Business Unit | Number | yes | | {UNITS}
leads | IncludeAdjustmentInvoices | Include Adjustment Invoices | Boolean | | |
daily_wbr | From | From | Date | | yes |
daily_wbr | To | To | Date | | yes |
daily_wbr | BusinessUnitId | Business Unit | Number | yes | | {UNITS}
daily_wbr | JobTypes | Job Types | String | | | {JOB_TYPES}
daily_wbr | IncludeInactive | Include Inactive | Boolean | | |
bu_sales | From | From | Date | | yes |
bu_sales | To | To | Date | | yes |
bu_sales | BusinessUnitIds | Invoice Item Business Unit | Number | yes | | {UNITS}
bu_sales | IncludeInactive | Include Inactive | Boolean | | |
foreman | DateType | Filter by | Number | | yes | {JOB_DATES}
foreman | From | From | Date | | yes |
foreman | To | To | Date | | yes |
foreman | BusinessUnitId | Business Unit | Number | yes | | {UNITS}
foreman | IncludeAdjustmentInvoices | Include Adjustment Invoices | Boolean | | |
collections | DateType | Filter by | Number | | yes | {PAYMENT_DATES}
collections | From | From | Date | | yes |
collections | To | To | Date | | yes |
"""
