-- A clinician's shifts and a location's, without walking past everybody's of ten years; the same finds what a removal would leave without a location.
CREATE INDEX shifts_clinician ON shifts (clinician_id, date);
CREATE INDEX shifts_location ON shifts (location_id);
CREATE INDEX publication_shifts_location ON publication_shifts (location_id);
