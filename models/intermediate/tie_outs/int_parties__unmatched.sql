with

parties as (

    select * from {{ ref('int_documents__summed_to_parties') }}

),

matches as (

    select * from {{ ref('int_parties__matched') }}

),

judged as (

    -- a party that only the system in use knows is simply new
    select
        parties.*,
        case
            when matches.party_key is null
                then 'The vendor never sent the party that the documents name.'
            when matches.match_type = 'ambiguous'
                then
                    'One of the systems has several parties of this name: '
                    || 'say in seeds/party_matches.csv which one it is.'
            when matches.match_type = 'none' and parties.is_matchable
                then
                    'No other system of the entity has a party of this name: '
                    || 'if it has another name there, say so in '
                    || 'seeds/party_matches.csv.'
        end as reason

    from parties
    left join matches
        on
            parties.party_key = matches.party_key
            and parties.ledger = matches.ledger

),

explained as (

    select
        party_key,
        entity_key,
        org_key,
        source_system,
        connection,
        ledger,
        party_name,
        reason,
        base_currency_code,
        {{ money('open_amount_base') }} as open_amount_base,
        {{ money('document_amount_base') }} as document_amount_base,
        document_count,
        last_document_date,
        {{ as_of_date() }} as as_of_date

    from judged

    where reason is not null

)

select * from explained
