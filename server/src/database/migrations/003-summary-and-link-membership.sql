-- What the list of storyboards shows is read from the doc: up to which update it has been.
alter table storyboard
  add column aspect_ratio text not null default '16:9',
  add column followed_revision bigint not null default 0 check (followed_revision >= 0);

-- A person who came by a link keeps the role for as long as the link is good.
alter table membership add column link_id text references share_link (id) on delete cascade;
create index membership_link on membership (link_id);
