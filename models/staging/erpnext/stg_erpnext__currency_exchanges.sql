with

source as (

    select * from {{ latest_version(
        source('erpnext', 'documents'), "versions.doctype = 'Currency Exchange'"
    ) }}

),

renamed as (

    select

        ---------- keys
        connection,
        {{ erpnext_name('Currency Exchange') }} as currency_exchange_id,

        ---------- text
        {{ erpnext_text('raw', 'from_currency') }} as from_currency_code,
        {{ erpnext_text('raw', 'to_currency') }} as to_currency_code,

        ---------- measures
        {{ json_measure('raw', 'exchange_rate') }} as exchange_rate,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'date')) }} as exchange_date,

        ---------- timestamps
        {{ erpnext_timestamp(json_text('raw', 'modified')) }} as updated_at_local,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'exchange_rate': 'try_measure',
            'date': 'try_date',
            'modified': 'erpnext_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
