-- How many prompts each person sent within the minute that began at `since`.
create table gateway.allowance (
  team text not null,
  person text not null,
  since timestamptz not null default clock_timestamp(),
  used integer not null default 1,
  primary key (team, person)
);
