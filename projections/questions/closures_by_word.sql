-- How much was closed on the owner's word, and how much on somebody else's?
-- Called: Closures counted by whose word
-- About actions.
-- Without record in ('action', 'item'): No action or inspection item is recorded.
--   word*: on whose word it is closed or reported complete
--   ended*: how many are closed or not pursued further
--   claimed*: how many are only reported complete, not closed
--   actions+: how many of these are actions
--   items+: how many are inspection items
--   means*: what that means
create or replace macro closures_by_word(as_of := null, known_by := null) as table
select
    word,
    count(*) filter (status in ('closed', 'no further action')) as ended,
    count(*) filter (status not in ('closed', 'no further action')) as claimed,
    count(*) filter (category = 'action') as actions,
    count(*) filter (category <> 'action') as items,
    case word
        when 'owner''s word only' then 'nobody else has said that it is done'
        when 'reporter''s word only'
            then 'only its reporter, who does not own it, has said that it is done'
        when 'verification rule waived'
            then 'closed by an owner or its reporter, while the rule against it was off'
        when 'verified by somebody else'
            then 'closed by somebody who neither owns it nor reported it'
        when 'verified by the same person'
            then 'closed by a person who, in another post, owned it or reported it'
        when 'verified by a joint owner'
            then 'closed by one of its owners, as an earlier version allowed'
        when 'agreed by a meeting'
            then 'a meeting agreed that it is completed, and somebody was there whose own it is not'
        when 'agreed by a meeting, attendance not recorded'
            then 'a meeting agreed that it is completed; who was there is not recorded'
        when 'verified by its issuer' then 'closed on the word of whoever recommended it'
        when 'accepted by the inspectorate' then 'closed by the inspectorate''s acceptance'
        else 'ended without the inspectorate accepting that it is done'
    end as means
from closed_on_whose_word(as_of := as_of, known_by := known_by)
group by word
order by ended = 0 desc, word;
