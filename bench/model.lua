-- One request for an embedding for every request: a sentence of 16 tokens as binary tensors, answered as one.
-- wrk -s model.lua URL
dofile("summary.lua")

wrk.method = "POST"

local tokens = 16

-- Little-endian INT64.
local function whole(number)
  local bytes = ""
  for _ = 1, 8 do
    bytes = bytes .. string.char(number % 256)
    number = math.floor(number / 256)
  end
  return bytes
end

local function input(name)
  return '{"name":"' .. name .. '","shape":[1,' .. tokens .. '],"datatype":"INT64","parameters":{"binary_data_size":'
    .. 8 * tokens .. "}}"
end

function init()
  local ids, mask, types = "", "", ""
  for i = 0, tokens - 1 do
    ids = ids .. whole(1000 + 37 * i)
    mask = mask .. whole(1)
    types = types .. whole(0)
  end
  local json = '{"inputs":[' .. input("input_ids") .. "," .. input("attention_mask") .. "," .. input("token_type_ids")
    .. '],"parameters":{"binary_data_output":true}}'
  wrk.headers["Content-Type"] = "application/octet-stream"
  wrk.headers["Inference-Header-Content-Length"] = tostring(#json)
  wrk.body = json .. ids .. mask .. types
end
