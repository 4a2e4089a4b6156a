-- One small JSON body for every request, and one line that is easy to read at the end.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"message":"Hello, World!","numbers":[1,2,3]}'

function done(summary)
  local errors = summary.errors
  print(string.format("summary %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write, errors.timeout, errors.status))
end
