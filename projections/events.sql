-- Which events count: so by a day, known by a day, and not retracted by what was known then?
--   p_ended: false leaves out most of the records that are over, which is much faster
--   p_over: the day by which these were over (default: the day asked about)
--   kind: what happened, as ActionRaised; govledger schema events says which kinds have which columns
--   position: the number of the event in the ledger
--   stream: the record it happened to: the kind of record, a colon, its reference
--   version: its number among the events of that record
--   recorded_by: who recorded it
--   authority: how sure that is: asserted, os (their login) or signed
--   effective_on: the day it holds for in the world
--   correlation: the same for all events that were recorded together
--   on_behalf_of: for whom it was recorded
--   date_reason: why the day is inferred or unknown
--   source: the paper and its lines that told it
--   source_sha256: the hash of that paper
--   quote: the words of the paper
--   marking_reason: why it is sensitive
--   told_at: the meeting whose minute tells of it
--   corrects: the number of the event whose place it takes
--   signed_with: the reference of the key that signed it
--   recorded_at: when the ledger was told, in UTC
--   clock: set where a person had set the clock, behind where the machine's clock went back
--   record: the kind of record: action, meeting, inspection and so on
--   ref: the reference of the record it happened to
--   recorded_on: the day in the United Kingdom on which the ledger was told
--   ord: its place in the order of events: by day, then as written
--   date_basis: how effective_on is known: stated, inferred or unknown
--   marking: OFFICIAL or OFFICIAL-SENSITIVE
--   words: all that is searched of it, in small letters: its title, its texts, its references
--   status: the status that it brings its record, where it brings one
--   retracts: the number of the event that it takes back
--   reason: why
--   own_ref: the reference that the office had for the record, in its tracker or its minutes
--   title: what the record is called, or what shall be done
--   text: what was said
--   meeting: the meeting it belongs to
--   item: the item of that meeting, as printed
--   approved_by: the post that approved it
--   evidence: what shows that it is so
--   sha256: the hash of the file that it speaks of
--   reported_by: the post that reports something complete
--   superseded_by: the record that takes its place
--   merged_into: the record it becomes a part of
--   linked_to: the record it is linked to
--   purpose: what it is for
--   alias: another name for the same thing
--   capacity: in what capacity somebody sits or comes
--   objective: the objective that it serves
--   published_at: where it was published
--   about: the records it is about
--   basis: on what ground personal values were erased
--   commitments: the hashes that stand in the place of values that were erased
--   concerned: how many events held them
--   first_concerned: the number of the first of those events
--   what: what was given out of the ledger
--   tree_size: how many events it covers, from the first
--   recipient: who receives it
--   discloses: whether it was given out of the office
--   inspection: the inspection it belongs to
--   area: the question area of an inspection
--   told_to: the meeting it was reported to
--   person: whose name it is
--   body: the body that it is of
--   subject: what it is about
--   deferred_to: to when or to which meeting it is put off
--   setting: what a policy of the office is set to
--   request: what was asked for
--   requested_by: the meeting or body that asked for it
--   answer: what was answered
--   seen_size: how many events an earlier copy of the ledger had
--   seen_root: the root of the tree of that copy, hexadecimal
--   seen_note: the seal of that copy
--   layout_was: the layout that the file had before an upgrade
--   layout: the layout that an upgrade gave it
--   keys_before: how many command keys stood in the file before it that no event holds
--   keys_sha256: the hash of the list of these
--   replaces: the key that a new one replaces
--   handover: the words by which the old key hands over to the new, signed
--
-- A retraction is not one of them, whatever day it bears.
create or replace macro live(
    as_of := null, known_by := null, p_ended := true, p_over := null
) as table
select e.* exclude (over_from, counts_until)
from recorded e
where e.effective_on <= coalesce(as_of::date, current_date)
  and e.recorded_on <= coalesce(known_by::date, date '9999-12-31')
  and e.counts_until > coalesce(known_by::date, date '9999-12-31')
  and (
      p_ended
      or e.over_from > least(
          coalesce(p_over::date, as_of::date, current_date),
          coalesce(known_by::date, date '9999-12-31')
      )
  );
