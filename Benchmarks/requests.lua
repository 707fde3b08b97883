-- wrk script: one GET for each path of a file, round and round, and the
-- figures of the run on a line of their own.
local requests, last = {}, 0

function init(arguments)
    for path in io.lines(arguments[1]) do
        requests[#requests + 1] = wrk.format("GET", path)
    end
end

function request()
    last = last % #requests + 1
    return requests[last]
end

-- figures REQUESTS DURATION_µs MEDIAN_µs P99_µs FAILURES
function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
