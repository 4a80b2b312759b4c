"""What ERPNext sends and the warehouse never holds, by name."""

from __future__ import annotations

# How to reach people, where they live, how they are taxed and where they bank:
# personal, and no model needs it. Who wrote a document (owner, modified_by) stays.
NOT_LANDED = frozenset(
    {
        "address_display",
        "address_line1",
        "address_line2",
        "address_line_1",
        "address_line_2",
        "bank_account_no",
        "billing_address_display",
        "city",
        "company_address_display",
        "company_tax_id",
        "contact_display",
        "contact_email",
        "contact_mobile",
        "contact_no",
        "contact_person",
        "contact_phone",
        "customer_details",
        "customer_primary_contact",
        "date_of_birth",
        "dispatch_address",
        "email",
        "email_id",
        "fax",
        "first_name",
        "gender",
        "iban",
        "image",
        "last_name",
        "mobile_no",
        "pan",
        "phone",
        "phone_no",
        "pin",
        "pincode",
        "portal_users",
        "primary_address",
        "registration_details",
        "salutation",
        "shipping_address",
        "shipping_address_display",
        "supplier_details",
        "supplier_primary_contact",
        "tax_id",
    }
)
# Who looked at a document, likes it, tagged it or was asked to see to it: no news.
NOT_HASHED = frozenset({"_assign", "_comments", "_liked_by", "_seen", "_user_tags"})

# What `doctypes = "*"` leaves out; each can still be asked for by name. Logs that the
# site trims would look deleted; the others hold what lets people in.
LEFT_OUT = frozenset(
    {
        "Access Log",
        "Activity Log",
        "Changelog Feed",
        "Communication",
        "Console Log",
        "Data Import Log",
        "Document Share Key",
        "Email Queue",
        "Energy Point Log",
        "Error Log",
        "Error Snapshot",
        "Integration Request",
        "Log Setting User",
        "Notification Log",
        "OAuth Authorization Code",
        "OAuth Bearer Token",
        "Permission Log",
        "Prepared Report",
        "RQ Job",
        "RQ Worker",
        "Recorder",
        "Route History",
        "SMS Log",
        "Scheduled Job Log",
        "Social Login Key",
        "Submission Queue",
        "Token Cache",
        "Transaction Log",
        "User",
        "Version",
        "View Log",
        "Webhook Request Log",
    }
)
