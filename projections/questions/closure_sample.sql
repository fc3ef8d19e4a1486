-- Which closures are in an auditor's random sample?
-- Called: Sample of closures
-- About actions.
-- Without record in ('action', 'item'): No action or inspection item is recorded.
-- Example: --size 3 --seed 1 --as-of 27/11/18
--   p_size: how many; at least 1
--   p_seed: a whole number; a different seed gives a different sample
--   place: its place in the draw
--   ref*: the reference of the action or the inspection item
--   category: action, AFI, recommendation or cause of concern
--   title+: what was to be done
--   closed_on*: the day it was closed
--   reported_by+: who reported that it was done; empty: nobody
--   verified_by*: who verified it, or the inspectorate; empty: nobody
--   evidence*: the latest evidence; empty: none given
--   paper: the paper and its lines that tell of it
--   lacks*: evidence, a paper, or both, and those come first; otherwise empty
create or replace macro closure_sample(
    as_of := null, known_by := null, p_size := 25, p_seed := 1
) as table
select
    row_number() over (order by md5(ref || ':' || p_seed::bigint), ref) as place,
    ref, category, title, status_on as closed_on, reported_by,
    coalesce(verified_by, 'the inspectorate') as verified_by,
    evidence, paper,
    coalesce(
        nullif(
            concat_ws(
                ' and ', case when coalesce(trim(evidence), '') = '' then 'evidence' end,
                case when paper is null then 'a paper' end
            ),
            ''
        ),
        'nothing'
    ) as lacks
from closed_on_whose_word(as_of := as_of, known_by := known_by)
where status = 'closed'
qualify place <= p_size::bigint
order by
    case when lacks like 'evidence%' then 0 when lacks <> 'nothing' then 1 else 2 end, place;
