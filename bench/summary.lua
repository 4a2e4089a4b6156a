-- What wrk prints at the end, on a line that is easy to read: requests, microseconds, connections that failed, timeouts,
-- answers that are neither 2xx nor 3xx; and of the answers' times the median, the 99th percentile and the longest.
function done(summary, latency)
  local errors = summary.errors
  print(string.format("summary %d %d %d %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write, errors.timeout, errors.status,
    latency:percentile(50), latency:percentile(99), latency.max))
end
