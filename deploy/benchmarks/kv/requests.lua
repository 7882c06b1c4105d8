-- Sends what one file lists, in random order: a line is method, target and body, between tabs. Headers come as
-- name=value arguments after the file's name.
local requests = {}
local following = 0

function init(arguments)
  local headers = {["Content-Type"] = "application/json"}
  for i = 2, #arguments do
    local name, value = arguments[i]:match("^([^=]+)=(.*)$")
    headers[name] = value
  end
  for line in io.lines(arguments[1]) do
    local method, target, body = line:match("^([^\t]*)\t([^\t]*)\t?(.*)$")
    requests[#requests + 1] = wrk.format(method, target, headers, body ~= "" and body or nil)
  end
end

function request()
  following = following % #requests + 1
  return requests[following]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    "RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
