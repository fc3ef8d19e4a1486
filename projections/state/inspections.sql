-- What is the state of each inspection?
--   ref: the inspection's reference
--   title: its name
--   inspection_year: the year it is of
--   status: announced, draft or published
--   published_on: the day it was published
--   date_basis: how that day is known: stated, inferred or unknown
--   overall: its overall grade
--   grades: the grade of each question area
--   afis_stated: how many areas for improvement the report says there are
--   recommendations_stated: how many recommendations it says there are
--   causes_stated: how many causes of concern it says there are
--   issuer: who issued it, where it was not HMICFRS: internal audit, coroner and so on
--   issued_by: the firm, force or office that issued it
--   body: the body that follows it up
--   scale: the words in which it gives priorities, the gravest first
--   assurance: the opinion of an audit, in its own words
--   assurance_level: that opinion as substantial, reasonable, limited or none
--   assured_on: the day of that opinion
--   respondent: the post that must respond to it by law
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
    arg_max(causes_stated, ord) as causes_stated,
    arg_max(issuer, ord) as issuer,
    arg_max(issued_by, ord) as issued_by,
    arg_max(body, ord) as body,
    coalesce(arg_max(scale, ord), []) as scale,
    arg_max(assurance, ord) as assurance,
    arg_max(assurance_level, ord) filter (assurance is not null) as assurance_level,
    any_value(effective_on) filter (assurance is not null) as assured_on,
    arg_max(respondent, ord) as respondent
from live(as_of := as_of, known_by := known_by)
where record = 'inspection'
group by ref
having arg_max(status, ord) is not null;
