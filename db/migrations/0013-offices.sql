-- Where an office is and when somebody is there. A family that doubts an offer looks for a house
-- number and a telephone that stands on a desk, not for a name; so these belong to the organisation
-- and not to the person who works there today.
alter table organisations
  add column street text check (length(street) between 1 and 200),
  add column postcode text check (length(postcode) between 1 and 20),
  add column landline text check (landline ~ '^\+[0-9][0-9 ()/-]{5,28}$'),
  -- {firstDay: 1..7, lastDay: 1..7, opens: "HH:MM", closes: "HH:MM"}; Monday is 1, times are of the
  -- programme's one zone.
  add column office_hours jsonb check (
    office_hours is null or (
      (office_hours->>'firstDay') ~ '^[1-7]$' and (office_hours->>'lastDay') ~ '^[1-7]$'
      and (office_hours->>'opens') ~ '^[0-2][0-9]:[0-5][0-9]$'
      and (office_hours->>'closes') ~ '^[0-2][0-9]:[0-5][0-9]$')),
  -- Half an address sends a family to the wrong street.
  add constraint organisations_whole_address check ((street is null) = (postcode is null));
