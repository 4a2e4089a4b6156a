-- One request for inference for every request: a tensor of FP32, as JSON or as bytes behind it; or the components of a
-- record, as tensors or as the plain JSON of that record.
-- wrk -s tensor.lua URL -- json|binary|record|plain ELEMENTS
dofile("summary.lua")

wrk.method = "POST"

local function record(form, elements)
  local components = {}
  for i = 1, elements do
    local name = string.char(96 + i)
    if form == "record" then
      components[i] = '{"name":"' .. name .. '","shape":[1],"datatype":"FP32","data":[' .. i .. '.5]}'
    else
      components[i] = '"' .. name .. '":' .. i .. ".5"
    end
  end
  local list = table.concat(components, ",")
  wrk.headers["Content-Type"] = "application/json"
  wrk.body = form == "record" and '{"inputs":[' .. list .. "]}" or "{" .. list .. "}"
end

function init(arguments)
  local form, elements = arguments[1], tonumber(arguments[2])
  if form == "record" or form == "plain" then
    return record(form, elements)
  end
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
