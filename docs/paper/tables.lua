-- Puts the tables that the script has made where the document names them:
--   ::: {.estimates table="deaths"}
--   :::
-- LaTeX and HTML take them as they are; every other format gets a table of its own.
local function content(name)
  local file = assert(io.open(name, "rb"), "there is no table " .. name .. "; run make_tables.py first")
  local text = file:read("a")
  file:close()
  return text
end

function Div(div)
  local name = div.attributes["table"]
  if not (div.classes:includes("estimates") and name) then
    return nil
  end
  if FORMAT:match("latex") then
    return pandoc.RawBlock("latex", content(name .. ".tex"))
  elseif FORMAT:match("html") then
    return pandoc.RawBlock("html", content(name .. ".html"))
  end
  return pandoc.read(content(name .. ".html"), "html").blocks
end
