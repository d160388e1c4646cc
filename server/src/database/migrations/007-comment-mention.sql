-- In how many open threads somebody is mentioned: read from the doc, like the title and the number of panels.
create table comment_mention (
  storyboard_id text not null references storyboard (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  open_threads int not null check (open_threads > 0),
  primary key (storyboard_id, person_id)
);
create index comment_mention_person on comment_mention (person_id);
