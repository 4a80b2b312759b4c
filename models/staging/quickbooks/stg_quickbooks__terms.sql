with

source as (

    select * from {{ latest_version(source('quickbooks', 'terms')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as term_id,

        ---------- text
        {{ json_text('raw', 'Name') }} as term_name,

        ---------- measures
        {{ json_integer('raw', 'DueDays') }} as due_days,

        ---------- booleans
        {{ json_boolean('raw', 'Active') }} as is_active,
        is_deleted,

        ---------- timestamps
        {{ quickbooks_timestamp(json_text('raw', 'MetaData.LastUpdatedTime')) }}
            as updated_at,
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'DueDays': 'try_integer',
            'MetaData.LastUpdatedTime': 'quickbooks_timestamp',
        }) }} as _uncast_fields

    from source

)

select * from renamed
