with

source as (

    select * from {{ latest_version(source('servicetitan', 'foreman')) }}

),

renamed as (

    select

        ---------- keys
        connection,
        source_primary_key as foreman_row_id,
        {{ json_text(json_from_text('scope'), 'business_unit_id') }}
            as business_unit_id,

        ---------- text
        {{ json_text('raw', 'JobNumber') }} as job_number,
        {{ json_text('raw', 'JobBusinessUnit') }} as business_unit_name,
        {{ json_text('raw', 'CustomerName') }} as customer_name,
        {{ json_text('raw', 'JobType') }} as job_type_name,
        {{ json_text('raw', 'JobStatus') }} as job_status,
        {{ json_text('raw', 'SoldBy') }} as sold_by_name,
        {{ json_text('raw', 'PrimaryTechnician') }} as technician_name,

        ---------- amounts
        {{ json_money('raw', 'Subtotal') }} as subtotal_amount,
        {{ json_money('raw', 'LaborPay') }} as labor_cost_amount,
        {{ json_money('raw', 'PayrollAdjustments') }} as payroll_adjustment_amount,
        {{ json_money('raw', 'MaterialEquipmentPurchaseOrderCosts') }}
            as material_cost_amount,
        {{ json_money('raw', 'ReturnCosts') }} as return_cost_amount,
        {{ json_money('raw', 'TotalCosts') }} as total_cost_amount,

        ---------- measures
        {{ json_measure('raw', 'GrossMarginPercentage') }} as gross_margin_fraction,

        ---------- booleans
        is_deleted,

        ---------- dates
        {{ try_date(json_text('raw', 'ScheduledDate')) }} as scheduled_date,
        {{ try_date(json_text(json_from_text('scope'), 'day')) }} as report_date,

        ---------- timestamps
        ingestion_time,

        ---------- underscored
        {{ uncast_fields('raw', {
            'Subtotal': 'try_money',
            'LaborPay': 'try_money',
            'PayrollAdjustments': 'try_money',
            'MaterialEquipmentPurchaseOrderCosts': 'try_money',
            'ReturnCosts': 'try_money',
            'TotalCosts': 'try_money',
            'GrossMarginPercentage': 'try_measure',
            'ScheduledDate': 'try_date',
        }) }} as _uncast_fields

    from source

)

select * from renamed
