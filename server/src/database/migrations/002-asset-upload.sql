-- Everybody who uploaded an asset may see it, also when somebody else had uploaded the same bytes before.
create table asset_upload (
  asset_id text not null references asset (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  primary key (asset_id, person_id)
);
