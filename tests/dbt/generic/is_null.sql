{#- The column is null on every row; the rows on which it is not are shown whole. -#}
{% test is_null(model, column_name) %}

select *
from {{ model }}
where {{ column_name }} is not null

{% endtest %}
