-- What is disputed in the record of actions, or whether one was agreed at all, and how did it end?
-- Called: Disputed actions
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_standing: yes for those that stand alone, no for those that ended; one of: yes, no
--   ref*: the action's reference
--   title+: what is to be done
--   disputes*: the record of it, or that it was agreed at all
--   disputed_by*: who disputes it
--   disputed_on*: since when
--   text*: what they say is wrong
--   ended*: settled, withdrawn, found to have been agreed or not; empty: still stands
--   ended_on+: when it ended
--   ended_by+: who settled it or withdrew it
--   finding+: on what ground
--   days: days that it stood, or has stood
--   status: the action's status now
create or replace macro disputes(as_of := null, known_by := null, p_standing := null) as table
select
    d.ref, a.title,
    if(d.kind = 'ActionExistenceDisputed', 'that it was agreed', 'the record of it') as disputes,
    d.disputed_by, d.effective_on as disputed_on, d.text,
    case
        when e.kind = 'ActionExistenceAffirmed' then 'found to have been agreed'
        when e.kind = 'ActionExistenceDenied' then 'found never to have been agreed'
        else e.outcome
    end as ended,
    e.effective_on as ended_on, e.settled_by as ended_by, e.text as finding,
    coalesce(e.effective_on, as_of::date, current_date) - d.effective_on as days, a.status
from live(as_of := as_of, known_by := known_by) d
join action_state(as_of := as_of, known_by := known_by) a on a.ref = d.ref
left join (
    select *
    from live(as_of := as_of, known_by := known_by)
    where kind in ('ActionDisputeSettled', 'ActionExistenceAffirmed', 'ActionExistenceDenied')
) e on e.ref = d.ref and e.ord > d.ord
where d.kind in ('ActionDisputed', 'ActionExistenceDisputed')
    and (p_standing is null or (e.ref is null) = (lower(p_standing) = 'yes'))
qualify row_number() over (partition by d.position order by e.ord) = 1
order by e.ref is not null, d.effective_on, d.ref, d.ord;
