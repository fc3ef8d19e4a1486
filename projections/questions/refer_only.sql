-- Which commitments only point elsewhere, and where do they end?
-- Called: Commitments that point elsewhere
-- About commitments, measures and programmes.
-- Without record = 'commitment': No commitment is recorded.
--   ref*: the row's reference
--   printed: the reference as the paper prints it
--   title*: what is to be done
--   refers_to*: the rows it refers to
--   through: the rows between: those that refer elsewhere, or consist of activities
--   ends*: the rows it ends in: those that stand on their own
--   status*: complete when all its ends are, otherwise in progress
--   not_complete: the ends that are not complete
--   points_nowhere+: references on the way, as printed, that lead nowhere
--   points_wrong+: what somebody disputes about where it points
--   overseen_by: the bodies that watch it
create or replace macro refer_only(as_of := null, known_by := null) as table
with
wrong as (
    select ref, title
    from (
        select unnest(about) as ref, title, status
        from discrepancy_state(as_of := as_of, known_by := known_by)
    )
    where status <> 'resolved'
)
select
    c.ref, c.printed, c.title, c.refers_to, e.through, e.ends, e.status, e.not_complete,
    e.nowhere as points_nowhere, coalesce(w.titles, []) as points_wrong, c.overseen_by
from commitment_ends(as_of := as_of, known_by := known_by) e
join commitment_state(as_of := as_of, known_by := known_by) c on c.ref = e.ref
left join (
    select ref, list(title order by title) as titles from wrong group by ref
) w on w.ref = c.ref
where e.only_refers
order by c.plan, c.row_letters, c.row_numbers;
