-- Who has which open actions, and who held the post when each was agreed?
-- Called: Actions by owner
-- About actions.
-- Without record = 'action': No action is recorded.
--   p_owner: only this owner's actions; a reference of: post, party; one of: not stated
--   owner_now*: the post that answers for it now, and who holds that post on the day asked about
--   post: that post alone; one row for each if there are several
--   holder_now: that person alone; with the capacity, while somebody is acting
--   ref*: the action's reference
--   title*: what is to be done
--   owner_then*: the post that owned it when it was agreed, and who held that post that day
--   status+: open, or reported complete but not yet verified
--   due*: the due date now; empty: no due date
--   due_words?: the due date now in the paper's words, where it is stated in words
--   overdue: whether the due date has passed; empty: no due date
--   carried: how often it was carried forward
--   raised_on+: the day it was agreed
--   post_open+: how many open actions the post has
--   post_overdue: how many of them are overdue
--   post_reported: how many of them are reported complete and not yet verified
--   post_carried: how many of them were carried forward at least once
create or replace macro owner_workload(as_of := null, known_by := null, p_owner := null) as table
with mine as (
    select ref, title, status, due, due_words, overdue, carried, raised_on,
        unnest(if(len(owners) = 0, ['not stated'], owners)) as post
    from open_actions(as_of := as_of, known_by := known_by)
),
agreed as (
    select ref, effective_on, unnest(owners) as post
    from live(as_of := as_of, known_by := known_by)
    where kind = 'ActionRaised' and ref in (select ref from mine)
),
then_owned as (
    select
        a.ref, a.post,
        a.post || coalesce(
            ': ' || if(
                bool_or(h.is_acting),
                concat_ws(
                    '; ',
                    string_agg(h.holder, ' and ' order by h.ord) filter (h.is_acting)
                        || ', acting',
                    string_agg(h.holder, ' and ' order by h.ord) filter (not h.is_acting)
                        || ', substantive'
                ),
                string_agg(h.holder, ' and ' order by h.ord)
            ),
            ': ' || any_value(y.title), ' (holder not recorded)'
        ) as said
    from agreed a
    left join post_holdings(as_of := as_of, known_by := known_by) h
        on h.ref = a.post and h.held_from <= a.effective_on
        and a.effective_on < coalesce(h.held_until, date '9999-12-31')
    left join party_state(as_of := as_of, known_by := known_by) y on y.ref = a.post
    group by a.ref, a.post
),
counted as (
    select
        post,
        count(*) as post_open,
        count(*) filter (overdue) as post_overdue,
        count(*) filter (status = 'reported complete') as post_reported,
        count(*) filter (carried > 0) as post_carried
    from mine
    group by post
)
select
    m.post || coalesce(
        ': ' || coalesce(p.holder, y.title),
        if(m.post = 'not stated', '', ' (holder not recorded)')
    ) as owner_now,
    m.post, p.holder as holder_now, m.ref, m.title,
    -- Where another post owned it then, that one is named.
    coalesce(t.said, o.said, 'not stated') as owner_then,
    m.status, m.due, m.due_words, m.overdue, m.carried, m.raised_on,
    c.post_open, c.post_overdue, c.post_reported, c.post_carried
from mine m
join counted c on c.post = m.post
left join post_state(as_of := as_of, known_by := known_by) p on p.ref = m.post
left join party_state(as_of := as_of, known_by := known_by) y on y.ref = m.post
left join then_owned t on t.ref = m.ref and t.post = m.post
left join (
    select ref, string_agg(said, '; ' order by post) as said
    from then_owned
    group by ref
) o on o.ref = m.ref
where p_owner is null or upper(m.post) = upper(p_owner)
order by m.post, m.due nulls last, m.ref;
