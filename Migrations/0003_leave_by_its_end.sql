-- What is not over yet, or not for long, without walking past the leave of ten years; all that the list's filter asks for is in the index.
CREATE INDEX leave_requests_end ON leave_requests (last_on, first_on, clinician_id, status);
