-- Where do the colour and the percentage that were reported disagree with the record?
-- Called: Reported colours against the record
-- About actions.
-- Without kind in ('ActionClaimed', 'ItemClaimed'): No colour or percentage that was reported is recorded.
--   p_all: yes for all that was reported, also where it agrees; one of: yes, no
--   ref*: the reference of the action or the inspection item
--   title+: what is to be done
--   owners+: who answers for it; empty: none stated
--   rag*: the colour reported last: RED, AMBER, GREEN, or BLUE for complete
--   percent*: how much was reported last as done
--   status_words?: the status reported last, in the words of the paper
--   claimed_by+: who reported that
--   claimed_on*: when
--   due: the due date now; empty: no due date
--   due_words?: the due date in the paper's words
--   days_overdue: days since the due date while it is open; empty: not passed
--   status*: its status by the record
--   disagrees*: what does not agree; empty: agrees
create or replace macro rag_against_facts(as_of := null, known_by := null, p_all := null) as table
with claimed as (
    select
        record, ref,
        arg_max(rag, ord) as rag,
        arg_max(percent, ord) as percent,
        arg_max(status_words, ord) as status_words,
        arg_max_null(claimed_by, ord) as claimed_by,
        max(effective_on) as claimed_on
    from live(as_of := as_of, known_by := known_by)
    where kind in ('ActionClaimed', 'ItemClaimed')
    group by record, ref
),
known as (
    select
        'action' as record, ref, title, owners, due, due_words, status, status_on,
        status in $open('action') as is_open
    from action_state(as_of := as_of, known_by := known_by)
    union all
    select
        'item' as record, ref, title, lead_owner as owners, due, due_words, status, status_on,
        status in $open('item') as is_open
    from (
        select *, if(lead is null, [], [lead]) as lead_owner
        from item_state(as_of := as_of, known_by := known_by)
    )
),
held as (
    select
        c.*, k.title, k.owners, k.due, k.due_words, k.status, k.status_on, k.is_open,
        if(
            k.is_open and k.due < coalesce(as_of::date, current_date),
            coalesce(as_of::date, current_date) - k.due, null
        ) as days_overdue
    from claimed c
    join known k on k.record = c.record and k.ref = c.ref
),
judged as (
    select
        *,
        nullif(concat_ws(
            '; ',
            if(rag = 'GREEN' and days_overdue > 0, 'green and overdue', null),
            if(
                rag = 'BLUE' and status in ('open', 'in progress'),
                'blue and not reported complete', null
            ),
            if(
                percent = 100 and status in ('open', 'in progress'),
                '100 percent and not reported complete', null
            ),
            if(
                percent = 100 and rag in ('RED', 'AMBER'),
                '100 percent and ' || lower(rag), null
            ),
            if(
                status = 'closed' and claimed_on > status_on
                    and (rag in ('RED', 'AMBER') or percent < 100),
                'closed, and reported as unfinished since', null
            )
        ), '') as disagrees
    from held
)
select
    ref, title, owners, rag, percent, status_words, claimed_by, claimed_on, due, due_words,
    days_overdue, status, disagrees
from judged
where disagrees is not null or lower(p_all) = 'yes'
order by disagrees is null, days_overdue desc nulls last, ref;
