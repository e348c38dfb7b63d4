-- Who needed a place without stairs is forgotten thirty days after the stay.

grant delete on stay_needs to app;
