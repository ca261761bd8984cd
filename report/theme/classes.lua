-- The report's own classes in the PDF.
--
-- Quarto (by `filters:` in _quarto.yml) and the fallback engine both run this filter. HTML keeps the classes and theme.css
-- styles them; for Typst, which has no classes, they become calls of the functions that report.typ defines.

if FORMAT ~= "typst" then
  -- Quarto sets a table with a caption in a box that can scroll; one without gets its own. The fallback boxes every table.
  local function boxed(el)
    if quarto and #el.caption.long == 0 then return pandoc.Div({ el }, { class = "table-scroll" }) end
  end
  return { { Table = boxed } }
end

local SPANS = { number = "number", lead = "lead-inline", changed = "changed" }
local DIVS = { number = "number-block", lead = "lead", ["quote-claim"] = "quote-claim", card = "card" }

-- Quarto sets all chapters as one document and says in a comment which file comes next. It stays as a comment of Typst's, so that an error is traced to
-- its chapter, as the fallback does.
local function chapter_mark(el)
  local said = el.format == "html" and el.text:match("quarto%-file%-metadata:%s*([%w+/=]+)")
  local file = said and quarto and quarto.json.decode(quarto.base64.decode(said)).bookItemFile
  if file then return { el, pandoc.RawBlock("typst", "// chapter: " .. file) } end
end

local function raw_inline(text) return pandoc.RawInline("typst", text) end
local function raw_block(text) return pandoc.RawBlock("typst", text) end

-- `.verdict .verdict-accurate` -> "accurate"; a bare `.verdict` is shown in the neutral colour.
local function verdict_of(classes)
  for _, class in ipairs(classes) do
    local kind = class:match("^verdict%-(.+)$")
    if kind then return kind end
  end
  return classes:includes("verdict") and "uncheckable" or nil
end

local function span(el)
  local verdict = verdict_of(el.classes)
  local call = verdict and ('#verdict("%s")['):format(verdict)
  if not call then
    for _, class in ipairs(el.classes) do
      if SPANS[class] then call = "#" .. SPANS[class] .. "[" end
    end
  end
  if not call then return nil end
  local content = pandoc.Inlines { raw_inline(call) }
  content:extend(el.content)
  content:insert(raw_inline("]"))
  el.content = content
  el.classes = {}
  -- A span that carries an identifier stays, so that links to it find its label.
  if el.identifier ~= "" then return el end
  return el.content
end

local function wrap(call, blocks)
  local content = pandoc.Blocks { raw_block(call .. "[") }
  content:extend(blocks)
  content:insert(raw_block("]"))
  return content
end

-- The cards are the arguments of one call, since only the grid knows how many columns there are.
local function cards(el)
  if not el.classes:includes("cards") then return nil end
  local content = pandoc.Blocks { raw_block("#cards(") }
  for _, block in ipairs(el.content) do
    local inner = block.t == "Div" and block.classes:includes("card") and block.content or { block }
    content:insert(raw_block("["))
    content:extend(inner)
    content:insert(raw_block("],"))
  end
  content:insert(raw_block(")"))
  return content
end

local function div(el)
  local verdict = verdict_of(el.classes)
  if verdict then return wrap(('#verdict-block("%s")'):format(verdict), el.content) end
  for _, class in ipairs(el.classes) do
    if DIVS[class] then return wrap("#" .. DIVS[class], el.content) end
  end
end

-- Typst numbers every heading that is not told otherwise; a section of an unnumbered chapter has no number in HTML either.
local chapter_unnumbered = false
local function header(el)
  if el.level == 1 then
    chapter_unnumbered = el.classes:includes("unnumbered")
  elseif chapter_unnumbered and not el.classes:includes("unnumbered") then
    el.classes:insert("unnumbered")
    return el
  end
end

return { { RawBlock = chapter_mark, Span = span, Header = header }, { Div = cards }, { Div = div } }
