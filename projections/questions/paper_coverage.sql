-- Of each paper, how many lines are recorded, how many record nothing, and of how many has nobody said anything?
-- Called: How much of each paper is recorded
-- About the record itself.
-- Without record = 'document': No paper is registered.
--   ref*: the name of the paper, as a document
--   title*: its title
--   lines*: how many lines its reading has; empty: not read here
--   recorded*: lines, or rows of a table, that an event names as its source
--   furniture*: lines that record nothing, such as headings and blank lines, and that no event names; empty: not read here
--   unsaid*: lines of which nobody has said anything; empty: not read here
--   unsaid_at: which lines those are; empty: none, or a table
--   form+: text, html, docx, xlsx or pdf; empty: not read here
create or replace macro paper_coverage(as_of := null, known_by := null) as table
with paper as (
    select
        ref, any_value(title) filter (kind = 'DocumentRegistered') as title,
        any_value(sha256) filter (kind = 'DocumentRegistered') as digest
    from live(as_of := as_of, known_by := known_by)
    where record = 'document'
    group by ref
),
reading as (
    select
        ref, sha256 as digest, arg_max(line_count, ord) as line_count,
        arg_max(form, ord) as form, arg_max(coalesce(furniture, ''), ord) as furniture
    from live(as_of := as_of, known_by := known_by)
    where kind = 'DocumentRead'
    group by ref, sha256
),
named as (
    select distinct p.ref, r.line_count, unnest(string_split(regexp_replace(e.source, '^.*:', ''), ',')) as span
    from live(as_of := as_of, known_by := known_by) e
    join paper p on p.digest = e.source_sha256
    left join reading r on r.ref = p.ref and r.digest = p.digest
    where contains(e.source, ':')
),
-- Of lines: 12-14. Of the cells of a table: Actions!A5-H5.
ends as (
    select
        ref, line_count,
        case when regexp_full_match(span, '[0-9]{1,9}(-[0-9]{1,9})?') then ''
            when regexp_full_match(span, '(.*!)?[A-Z]{1,3}[0-9]{1,7}(-[A-Z]{1,3}[0-9]{1,7})?')
            then 'row of ' || regexp_extract(span, '^(.*!)?', 1) end as sheet,
        try_cast(regexp_extract(regexp_replace(span, '^.*!', ''), '^[A-Z]*([0-9]+)', 1) as bigint) as first_one,
        try_cast(regexp_extract(span, '([0-9]+)$', 1) as bigint) as last_one
    from named
),
recorded as (
    select distinct
        ref, sheet,
        unnest(range(first_one, least(last_one, first_one + 100000, case when sheet = '' then line_count end) + 1)) as line
    from ends
    where sheet is not null
),
furnished as (
    select ref, unnest(range(
        split_part(span, '-', 1)::bigint, least(split_part(span, '-', -1)::bigint, line_count) + 1
    )) as line
    from (
        select ref, line_count, unnest(string_split(furniture, ',')) as span
        from reading where furniture <> ''
    )
),
counts as (
    select
        p.ref, count(distinct (r.sheet, r.line)) filter (r.line is not null) as recorded,
        coalesce(list(distinct r.line) filter (r.sheet = ''), []) as lines_recorded
    from paper p left join recorded r on r.ref = p.ref
    group by p.ref
),
rest as (
    select
        p.ref, p.title, g.line_count, g.form, c.recorded, c.lines_recorded,
        list_filter(
            coalesce(f.lines, []), lambda one: not list_contains(c.lines_recorded, one)
        ) as furniture
    from paper p
    join counts c on c.ref = p.ref
    left join reading g on g.ref = p.ref and g.digest = p.digest
    left join (select ref, list(line) as lines from furnished group by ref) f on f.ref = p.ref
)
select
    ref, title, line_count as lines, recorded,
    case when line_count is not null then len(furniture) end as furniture,
    case when line_count is not null
        then greatest(line_count - recorded - len(furniture), 0) end as unsaid,
    case when form <> 'xlsx' then list_filter(
        range(1, line_count + 1),
        lambda one: not list_contains(lines_recorded, one) and not list_contains(furniture, one)
    ) else [] end as unsaid_at,
    form
from rest
order by unsaid desc nulls last, ref;
