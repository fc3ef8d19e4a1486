-- Where do the papers contradict each other or themselves, unsettled first?
-- Called: Contradictions between papers
-- About the record itself.
-- Without record = 'discrepancy': Nobody has recorded a contradiction: that is not proof that there is none.
-- Example: --as-of 30/11/18
--   p_status: only those of this status; one of: standing, explained, resolved, unresolved
--   p_about: only those about this record; SWMP covers all that begin SWMP/; a reference of: any
--   ref*: the discrepancy's reference
--   title*: what disagrees
--   should_hold: what should be so
--   papers_say+: each quotation, with its paper and line
--   about*: the records it is about
--   status*: standing, explained or resolved
--   explanation?: how it came about
--   resolution?: what was settled as right
--   raised_on: the day it was raised
create or replace macro discrepancies(
    as_of := null, known_by := null, p_status := null, p_about := null
) as table
with found as materialized (
    select *
    from discrepancy_state(as_of := as_of, known_by := known_by)
)
select
    d.ref, d.title, d.should_hold, q.papers_say, d.about, d.status,
    d.explanation, d.resolution, d.raised_on
from found d
left join (
    select ref, string_agg('“' || words || '” ' || place, '; ' order by number) as papers_say
    from (
        select
            ref,
            unnest(quotes) as words,
            unnest(quoted_from) as place,
            generate_subscripts(quotes, 1) as number
        from found
    )
    group by ref
) q on q.ref = d.ref
where (
    p_status is null or d.status = lower(p_status)
    or lower(p_status) = 'unresolved' and d.status <> 'resolved'
)
  and (
      p_about is null
      or d.ref in (
          select ref
          from (
              select ref, unnest(about) as meant
              from found
          )
          where upper(meant) = upper(p_about) or starts_with(upper(meant), upper(p_about) || '/')
      )
  )
order by array_position(['standing', 'explained', 'resolved'], d.status), d.ref;
