-- A state of a storyboard that somebody named. It is kept whole, so that it outlives the single updates it came from.
create table version (
  id text primary key,
  storyboard_id text not null references storyboard (id) on delete cascade,
  name text not null,
  note text not null default '',
  revision bigint not null check (revision >= 0),
  state bytea not null,
  -- When the storyboard was in this state.
  at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null default now()
);
alter table version alter column state set storage external;
create index version_storyboard on version (storyboard_id, revision);
