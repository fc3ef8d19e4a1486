-- What grades did the inspectors give, worst current grade first?
-- Called: Grades
-- About inspections and what the Panel was told.
-- Without record = 'inspection': No inspection is recorded.
--   area*: the question area, or overall
--   grade*: the grade, in the words of the scale then in force
--   inspection*: the inspection that gave it
--   title+: its report
--   graded_on*: the day it was given
--   date_basis*: how that day is known: stated, inferred or unknown
--   carried_from_year: the year from which it was carried over, not inspected again
--   stands*: yes, or no if a later inspection graded the same area
--   later: the inspection that did; empty: none yet
--
-- Question areas are the same by their letters, whichever inspection grades them; what is overall is
-- so of one kind of inspection, which the letters at the head of its reference say (EFF17, EFF18).
create or replace macro inspection_grades(as_of := null, known_by := null) as table
with given as (
    select
        *,
        lead(inspection) over (
            partition by if(area = 'overall', regexp_extract(inspection, '^\D*'), ''), area
            order by ord
        ) as later
    from (
        select
            ref as inspection, area, grade, effective_on as graded_on, date_basis,
            carried_from_year, ord
        from live(as_of := as_of, known_by := known_by)
        where kind = 'InspectionGraded'
    )
)
select
    g.area, g.grade, g.inspection, i.title, g.graded_on, g.date_basis,
    g.carried_from_year, g.later is null as stands, g.later
from given g
left join inspection_state(as_of := as_of, known_by := known_by) i on i.ref = g.inspection
order by
    stands desc,
    list_position(
        ['inadequate', 'requires improvement', 'adequate', 'good', 'outstanding'], g.grade
    ),
    g.graded_on desc, g.inspection, g.area;
