-- Ids are text made by the application, readable in a log. Roles are the domain's.

create table person (
  id text primary key,
  name text not null,
  email text unique check (email = lower(email)),
  password_hash text,
  colour text not null,
  installation_role text not null default 'member' check (installation_role in ('owner', 'member')),
  created_at timestamptz not null default now()
);

create table storyboard (
  id text primary key,
  title text not null,
  created_by text references person (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  thumbnail_asset text,
  panel_count int not null default 0 check (panel_count >= 0)
);
create index storyboard_updated on storyboard (updated_at desc) where deleted_at is null;

create table membership (
  storyboard_id text not null references storyboard (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  role text not null check (role in ('owner', 'editor', 'commenter', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (storyboard_id, person_id)
);
create index membership_person on membership (person_id);

create table share_link (
  id text primary key,
  token_hash bytea not null unique,
  storyboard_id text not null references storyboard (id) on delete cascade,
  role text not null check (role in ('editor', 'commenter', 'viewer')),
  created_by text references person (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index share_link_storyboard on share_link (storyboard_id);

-- A person's session, or a guest's who came by a link.
create table session (
  token_hash bytea primary key,
  person_id text references person (id) on delete cascade,
  link_id text references share_link (id) on delete cascade,
  name text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_seen_at timestamptz not null default now(),
  check ((person_id is null) <> (link_id is null))
);
create index session_person on session (person_id);
create index session_link on session (link_id);
create index session_expires on session (expires_at);

create table sign_in_link (
  token_hash bytea primary key,
  person_id text not null references person (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table invitation (
  token_hash bytea primary key,
  id text not null unique,
  email text not null check (email = lower(email)),
  storyboard_id text references storyboard (id) on delete cascade,
  role text not null check (role in ('owner', 'editor', 'commenter', 'viewer')),
  created_by text references person (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz
);
create index invitation_storyboard on invitation (storyboard_id);

create table api_token (
  id text primary key,
  token_hash bytea not null unique,
  name text not null,
  person_id text not null references person (id) on delete cascade,
  role text not null check (role in ('owner', 'editor', 'commenter', 'viewer')),
  storyboard_id text references storyboard (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index api_token_person on api_token (person_id);

-- The doc is the newest snapshot plus the updates after it; seq counts up by one from 1 in each
-- storyboard, and a snapshot with seq n is the doc after update n.
create table doc_update (
  storyboard_id text not null references storyboard (id) on delete cascade,
  seq bigint not null check (seq > 0),
  actor text not null,
  update bytea not null,
  created_at timestamptz not null default now(),
  primary key (storyboard_id, seq)
);
-- Updates arrive compressed by their own encoding; trying again costs time and gains nothing.
alter table doc_update alter column update set storage external;

-- state_vector and delete_set are what the state contains, kept beside it so that a room opens
-- without decoding the state.
create table doc_snapshot (
  storyboard_id text not null references storyboard (id) on delete cascade,
  seq bigint not null check (seq >= 0),
  state bytea not null,
  state_vector bytea not null,
  delete_set bytea not null,
  created_at timestamptz not null default now(),
  primary key (storyboard_id, seq)
);
alter table doc_snapshot alter column state set storage external;

create table asset (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  width int check (width > 0),
  height int check (height > 0),
  byte_length bigint not null check (byte_length >= 0),
  created_by text references person (id) on delete set null,
  created_at timestamptz not null default now()
);
alter table storyboard add foreign key (thumbnail_asset) references asset (id) on delete set null;

create table asset_use (
  storyboard_id text not null references storyboard (id) on delete cascade,
  asset_id text not null references asset (id) on delete cascade,
  primary key (storyboard_id, asset_id)
);
create index asset_use_asset on asset_use (asset_id);

create table job (
  id text primary key,
  storyboard_id text not null references storyboard (id) on delete cascade,
  panel_id text not null,
  state text not null check (
    state in ('waiting', 'queued', 'running', 'succeeded', 'failed', 'canceled', 'unknown')
  ),
  operation text not null,
  provider text not null,
  request jsonb not null,
  request_hash text not null,
  progress real not null default 0 check (progress between 0 and 1),
  position int not null default 0,
  failure jsonb,
  variant_id text,
  cost jsonb,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  lease_owner text,
  lease_expires_at timestamptz,
  attempt int not null default 0 check (attempt >= 0),
  sent_at timestamptz,
  cancel_requested_at timestamptz
);
create index job_queue on job (position, created_at) where state = 'queued';
create index job_lease on job (lease_expires_at) where state = 'running';
create index job_storyboard on job (storyboard_id, created_at desc);
create index job_request on job (storyboard_id, request_hash);

create table recipe (
  variant_id text primary key,
  storyboard_id text not null references storyboard (id) on delete cascade,
  panel_id text not null,
  recipe jsonb not null,
  created_at timestamptz not null default now()
);
create index recipe_panel on recipe (storyboard_id, panel_id);

create table activity (
  id bigserial primary key,
  storyboard_id text not null references storyboard (id) on delete cascade,
  actor text not null,
  kind text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index activity_storyboard on activity (storyboard_id, id desc);
