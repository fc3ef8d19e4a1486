-- What is so about each inspection?
create or replace macro inspection_state(as_of := null, known_by := null) as table
select
    ref,
    -- A draft is called by its own title only while there is no other.
    coalesce(arg_max(title, ord) filter (status <> 'draft'), any_value(title)) as title,
    coalesce(
        arg_max(inspection_year, ord) filter (status <> 'draft'), any_value(inspection_year)
    ) as inspection_year,
    arg_max(status, ord) as status,
    any_value(effective_on) filter (kind = 'InspectionPublished') as published_on,
    any_value(date_basis) filter (kind = 'InspectionPublished') as date_basis,
    arg_max(grade, ord) filter (area = 'overall') as overall,
    coalesce(
        list(area || ': ' || grade order by ord) filter (grade is not null and area <> 'overall'), []
    ) as grades,
    arg_max(afis_stated, ord) as afis_stated,
    arg_max(recommendations_stated, ord) as recommendations_stated,
    arg_max(causes_stated, ord) as causes_stated
from live(as_of := as_of, known_by := known_by)
where record = 'inspection'
group by ref
having arg_max(status, ord) is not null;
