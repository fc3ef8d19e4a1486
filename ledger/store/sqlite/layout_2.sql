-- What layout 2 had otherwise than schema.sql, until keys stood in their events. Frozen: an upgrade
-- holds a file against it (ledger/store/sqlite/layouts.py). What schema.sql changes of the rest is
-- written here, too, as it was.
DROP TRIGGER events_are_appended;
CREATE TRIGGER IF NOT EXISTS events_are_appended BEFORE INSERT ON stored_events BEGIN
    SELECT RAISE(ABORT, 'an event is appended at the head of the log, nowhere else')
    WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM stored_events);
    SELECT RAISE(ABORT, 'that version of the stream is already recorded')
    WHERE EXISTS (
        SELECT 1 FROM stored_events
        WHERE originator_id = NEW.originator_id AND originator_version = NEW.originator_version
    );
END;
DROP TRIGGER the_head_moves_forward;
CREATE TRIGGER IF NOT EXISTS the_head_moves_forward BEFORE UPDATE ON log_head BEGIN
    SELECT RAISE(ABORT, 'the head of the log only moves forward') WHERE NEW.size <= OLD.size;
END;
