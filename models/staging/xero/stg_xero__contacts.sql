with

source as (

    select * from {{ latest_version(source('xero', 'contacts')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as contact_id,
        {{ json_text('raw', 'MergedToContactID') }} as merged_to_contact_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as contact_name,
        {{ json_text('raw', 'ContactNumber') }} as contact_number,
        {{ json_text('raw', 'AccountNumber') }} as account_number,
        {{ json_text('raw', 'ContactStatus') }} as contact_status,
        {{ json_text('raw', 'DefaultCurrency') }} as currency_code,

        ---------- amounts
        {{ json_money('raw', 'Balances.AccountsReceivable.Outstanding') }}
            as reported_receivable_amount,
        {{ json_money('raw', 'Balances.AccountsPayable.Outstanding') }}
            as reported_payable_amount,

        ---------- booleans
        {{ json_boolean('raw', 'IsCustomer') }} as is_customer,
        {{ json_boolean('raw', 'IsSupplier') }} as is_supplier,
        is_deleted,

        ---------- timestamps
        {{ xero_timestamp(json_text('raw', 'UpdatedDateUTC')) }} as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Balances.AccountsReceivable.Outstanding': 'try_money',
            'Balances.AccountsPayable.Outstanding': 'try_money',
            'UpdatedDateUTC': 'xero_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
