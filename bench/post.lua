-- One JSON body for every request: the small one of the study, or one with a text of so many characters.
-- wrk -s post.lua URL [-- CHARACTERS]
dofile("summary.lua")

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"message":"Hello, World!","numbers":[1,2,3]}'

function init(arguments)
  if arguments[1] then
    wrk.body = '{"text":"' .. string.rep("x", tonumber(arguments[1])) .. '"}'
  end
end
