-- What pictures cost: held back when they are asked for, settled when they are there.

-- price: as expected, null when its provider is free. held: why it waits although its turn would come.
alter table job
  add column batch_id text not null default '',
  add column queued_at timestamptz not null default now(),
  add column price jsonb,
  add column payer text,
  add column held text check (held in ('consent', 'paused')),
  add column over_budget jsonb,
  add column consented_by text,
  add column is_cached boolean not null default false,
  add column decision text check (decision in ('left', 'asked-again'));
update job set queued_at = created_at;
create index job_turn on job (provider, position, queued_at) where state in ('queued', 'waiting');

-- One entry for each job that may cost something, in millionths of a US dollar. Entries outlive what they paid for.
create table ledger (
  job_id text primary key,
  storyboard_id text not null,
  -- The person who asked, or the link by which a guest came.
  payer text not null,
  provider text not null,
  -- UTC, of the request.
  day date not null,
  state text not null check (state in ('reserved', 'spent', 'released')),
  reserved bigint not null check (reserved >= 0),
  spent bigint not null default 0 check (spent >= 0),
  -- Whether the provider said what it cost; otherwise it counts as much as was held back.
  is_certain boolean not null default false,
  consented_by text,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index ledger_storyboard on ledger (storyboard_id, day);
create index ledger_day on ledger (day);
create index ledger_payer on ledger (payer);

-- 'installation' or a storyboard's id. The row is what everybody who spends has to take a lock on.
create table budget (
  scope text primary key,
  total bigint check (total >= 0),
  person bigint check (person >= 0),
  day bigint check (day >= 0),
  updated_by text,
  updated_at timestamptz not null default now()
);

-- The same request sent twice under one key is one request.
create table request_key (
  storyboard_id text not null references storyboard (id) on delete cascade,
  actor text not null,
  key text not null,
  request_hash text not null,
  job_ids jsonb not null,
  created_at timestamptz not null,
  primary key (storyboard_id, actor, key)
);
create index request_key_age on request_key (created_at);

create table queue_pause (
  storyboard_id text primary key references storyboard (id) on delete cascade,
  paused_by text not null,
  paused_at timestamptz not null
);

-- How long providers took lately.
create table run_time (
  id bigserial primary key,
  provider text not null,
  operation text not null,
  quality text not null,
  ms int not null check (ms >= 0),
  created_at timestamptz not null
);
create index run_time_latest on run_time (provider, operation, quality, id desc);

-- The same request again is answered by the picture that it made. Null: made before this was kept.
alter table recipe add column request_hash text;
create index recipe_request on recipe (storyboard_id, request_hash) where request_hash is not null;
