-- Which other offices are read beside this ledger, and up to where?
--   ref: its short name
--   title: its name
--   status: added or removed
--   fingerprint: the fingerprint of the key that it was last compared by
--   of_ledger: the identity of its ledger
--   tree_size: how many events the last pack taken has
--   root: the root hash of the tree over them, in hexadecimal
--   last_recorded_on: the day of the last of them
--   taken_on: the day on which that pack was taken
--   refused: why a later pack was refused; empty: none was
--   refused_on: the day on which it was
create or replace macro peer_state(as_of := null, known_by := null) as table
with said as (
    select *, max(ord) filter (kind = 'PeerPackTaken') over (partition by ref) as taken
    from live(as_of := as_of, known_by := known_by)
    where record = 'peer'
)
select
    ref,
    any_value(title) as title,
    arg_max(status, ord) as status,
    arg_max(fingerprint, ord) as fingerprint,
    arg_max(of_ledger, ord) as of_ledger,
    arg_max(tree_size, ord) filter (kind = 'PeerPackTaken') as tree_size,
    arg_max(root, ord) as root,
    arg_max(last_recorded_on, ord) as last_recorded_on,
    max(effective_on) filter (kind = 'PeerPackTaken') as taken_on,
    arg_max(reason, ord) filter (kind = 'PeerPackRefused' and ord > coalesce(taken, 0)) as refused,
    max(effective_on) filter (kind = 'PeerPackRefused' and ord > coalesce(taken, 0)) as refused_on
from said
group by ref;
