-- One request for inference for every request: a tensor of FP32, as JSON or as bytes behind it.
-- wrk -s tensor.lua URL -- json|binary ELEMENTS
wrk.method = "POST"

function init(arguments)
  local form, elements = arguments[1], tonumber(arguments[2])
  local head = '{"inputs":[{"name":"input","shape":[1,' .. elements .. '],"datatype":"FP32"'
  if form == "json" then
    local values = {}
    for i = 1, elements do
      values[i] = string.format("%.6g", math.sin(i))
    end
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = head .. ',"data":[' .. table.concat(values, ",") .. "]}]}"
  else
    local size = 4 * elements
    local json = head .. ',"parameters":{"binary_data_size":' .. size .. '}}],"parameters":{"binary_data_output":true}}'
    wrk.headers["Content-Type"] = "application/octet-stream"
    wrk.headers["Inference-Header-Content-Length"] = tostring(#json)
    wrk.body = json .. string.rep("\0\0\128\63", elements)
  end
end

function done(summary)
  local errors = summary.errors
  print(string.format("summary %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write, errors.timeout, errors.status))
end
