-- Which risks are named, how did their scores move, and what is open that bears on them?
-- Called: Risks
-- About audits and other reviews.
-- Without kind = 'RiskNamed': No risk is recorded.
--   ref*: the risk's reference
--   title*: what it is
--   register: the register it is kept in
--   score*: the score reported last; empty: none, or words alone
--   score_words?: that score in the words of the register
--   scored_on*: when
--   score_before+: the score reported before that
--   first_score: the score reported first
--   times_scored: how often a score was reported
--   actions*: how many open actions bear on it
--   items*: how many inspection items and recommendations that are not settled bear on it
--   findings+: how many findings bear on it
--   linked: everything that bears on it
create or replace macro risks(as_of := null, known_by := null) as table
with scored as (
    select
        ref,
        arg_max_null(score, ord) as score,
        arg_max_null(score_words, ord) as score_words,
        max(effective_on) as scored_on,
        list(score order by ord) as scores
    from live(as_of := as_of, known_by := known_by)
    where kind = 'RiskScored'
    group by ref
),
bearing as (
    select
        l.subject,
        count(distinct a.ref) as actions,
        count(distinct i.ref) as items,
        count(distinct f.ref) as findings,
        list(distinct l.linked_to order by l.linked_to) as linked
    from subject_links(as_of := as_of, known_by := known_by) l
    left join action_state(as_of := as_of, known_by := known_by, p_ended := false) a
        on a.ref = l.linked_to
    left join item_state(as_of := as_of, known_by := known_by, p_ended := false) i
        on i.ref = l.linked_to
    left join finding_state(as_of := as_of, known_by := known_by) f on f.ref = l.linked_to
    group by l.subject
)
select
    n.ref, n.title, n.register, s.score, s.score_words, s.scored_on,
    s.scores[-2] as score_before, s.scores[1] as first_score,
    coalesce(len(s.scores), 0) as times_scored,
    coalesce(b.actions, 0) as actions, coalesce(b.items, 0) as items,
    coalesce(b.findings, 0) as findings, coalesce(b.linked, []) as linked
from (
    select ref, any_value(title) as title, any_value(register) as register
    from live(as_of := as_of, known_by := known_by)
    where kind = 'RiskNamed'
    group by ref
) n
left join scored s on s.ref = n.ref
left join bearing b on b.subject = n.ref
order by s.score desc nulls last, n.ref;
