-- What a picture looks like, as numbers: made from its pixels, and made anew when the method changes.
create table style_fingerprint (
  asset_id text not null references asset (id) on delete cascade,
  method int not null check (method > 0),
  -- Floats of 32 bits, little-endian.
  data bytea not null,
  created_at timestamptz not null default now(),
  primary key (asset_id, method)
);
