-- Which duties have a statutory time limit, how is it counted, since when, and what satisfies it?
--   clock: the duty's short name
--   requires: what the law requires
--   applies_when: what starts the clock
--   counted: how the last day is counted
--   days: the number of days, where one is set
--   starts_next_day: whether those days begin on the day after, and not with the day itself
--   month_day: the day of each year by which it is due, where one is set
--   in_force_from: the day since which it is the law
--   in_force_to: the day on which it ceased to be
--   source: the Act or order that says so
--   would_satisfy: what would have to be recorded
create or replace macro statutory_clocks(as_of := null, known_by := null) as table
select *
from (
    values
    (
        'comments on a report',
        'The local policing body publishes its comments on an inspection report, with any that the chief officer made and its response to them.',
        'HMICFRS publishes a report of an inspection of the force.',
        '56 days beginning with the day of publication: the last is the 55th day after it',
        56::bigint, false, null::varchar, date '2017-05-02', null::date,
        'Police Act 1996, section 55(5A), by the Policing and Crime Act 2017, section 37, in force 2 May 2017 (S.I. 2017/399, regulation 4(a))',
        'That the comments were published: inspection comment REF published'
    ),
    (
        'copies of the comments',
        'What is published in comment on a report is sent to the inspectors and to the Secretary of State.',
        'The comments on a report are published.',
        'no number of days is set',
        null, false, null, date '2017-05-02', null,
        'Police Act 1996, section 55(6), by the Policing and Crime Act 2017, section 37, in force 2 May 2017 (S.I. 2017/399, regulation 4(a))',
        'That they were sent to the inspectors, and to the Secretary of State: inspection comment REF sent, saying to whom'
    ),
    (
        -- Read: the form of coroners' reports on judiciary.uk, "within 56 days of the date of this
        -- report, namely by [day]": days "of" a day leave that day out. The text of regulation 29
        -- itself was not at hand. Of the IOPC, paragraph 28B(2) was: "beginning with the day".
        'response to a coroner',
        'Whoever a coroner''s report to prevent other deaths is addressed to gives the coroner a response.',
        'A coroner sends a report that names somebody here to respond.',
        '56 days from the day on which the report is sent, unless the coroner extends them: the last is the 56th day after it',
        56, true, null, date '2013-07-25', null,
        'Coroners and Justice Act 2009, Schedule 5, paragraph 7(2); Coroners (Investigations) Regulations 2013 (S.I. 2013/1629), regulation 29, in force 25 July 2013',
        'That the response was given: inspection respond REF'
    ),
    (
        'response to the IOPC',
        'Whoever the IOPC makes a recommendation to gives it a response in writing.',
        'The IOPC makes a recommendation that names somebody here to respond.',
        '56 days beginning with the day of the recommendation, unless the IOPC extends them: the last is the 55th day after it',
        56, false, null, date '2014-10-01', null,
        'Police Reform Act 2002, Schedule 3, paragraphs 28A and 28B, in force 1 October 2014 (S.I. 2014/2454, article 3(a))',
        'That the response was given: inspection respond REF'
    ),
    (
        'view on the precept',
        'The Police and Crime Panel reviews the precept that the commissioner proposes, and reports on it.',
        'Every year.',
        'by 8 February each year',
        null, false, '02-08', date '2012-11-22', null,
        'Police Reform and Social Responsibility Act 2011, Schedule 5; S.I. 2012/2271, regulation 4(1), in force 22 November 2012; panel-pack-2018-11-27:717',
        'That a session planned for it was held: programme plan with the duty precept, then programme held'
    ),
    (
        'publishing a decision',
        'A decision of significant public interest is published.',
        'A decision is taken that is recorded as of significant public interest.',
        'no number of days is set',
        null, false, null, date '2012-01-16', null,
        'Elected Local Policing Bodies (Specified Information) Order 2011 (S.I. 2011/3050), Schedule, paragraph 5(d), in force 16 January 2012',
        'That it was published, or is withheld under an exemption: decision publish REF, or decision withhold REF'
    ),
    (
        'notes of a public meeting',
        'The minutes of a public meeting that the policing body holds are published.',
        'A body whose meetings are public meets, other than the Police and Crime Panel.',
        'no number of days is set',
        null, false, null, date '2012-01-16', null,
        'Elected Local Policing Bodies (Specified Information) Order 2011 (S.I. 2011/3050), Schedule, paragraph 5(c), in force 16 January 2012',
        'That the notes were published: meeting publish REF'
    )
) as c(
    clock, requires, applies_when, counted, days, starts_next_day, month_day, in_force_from, in_force_to, source,
    would_satisfy
)
-- Where nothing is recorded, no clock has begun. (DuckDB 2 takes an exists for false here.)
where (select count(*) from (
    select 1 from live(as_of := as_of, known_by := known_by) limit 1
)) > 0;
