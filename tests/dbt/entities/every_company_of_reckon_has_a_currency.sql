-- Reckon's files do not say in which money they are: add a row to seeds/entities.csv.
select
    connection,
    'Add a row with its base currency to seeds/entities.csv.' as what_to_do
from {{ ref('int_entities__assigned') }}
where
    source_system = 'reckon'
    and base_currency_code is null
