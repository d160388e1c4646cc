-- A job that a provider put off waits until then; it is not before its time in the queue.
alter table job add column run_after timestamptz;
create index job_waiting on job (run_after) where state = 'waiting';
create index job_panel on job (storyboard_id, panel_id) where state in ('queued', 'running');

-- The picture that belongs to the recipe, so that one which was made and paid for can still land after a crash.
alter table recipe add column asset_id text references asset (id) on delete cascade;
