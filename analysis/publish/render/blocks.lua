-- Quarto's figures, tables and callouts, found in pandoc's tree and handed to the writer of the format.

local crossref = require("crossref")
local M = {}

local CALLOUTS = { note = "Note", tip = "Tip", important = "Important", warning = "Warning", caution = "Caution" }

local function caption_of(el)
  return pandoc.utils.blocks_to_inlines(el.caption.long or {})
end

local function figure(book, chapter, el, writer)
  local image
  el:walk { Image = function(found) image = image or found end }
  if not image then return nil end
  return writer.figure(book, el.identifier, image, caption_of(el), book.index[el.identifier])
end

local function table_(book, el, writer)
  local id, caption = el.identifier, caption_of(el)
  el.identifier, el.caption = "", { long = {} }
  return writer.table(book, id, el, caption, book.index[id])
end

local function callout(book, el, writer)
  local kind
  for _, class in ipairs(el.classes) do kind = kind or CALLOUTS[class:match("^callout%-(.+)$")] and class:match("^callout%-(.+)$") end
  if not kind then return nil end
  local title, content = el.attributes.title, el.content
  if title then
    title = pandoc.utils.blocks_to_inlines(pandoc.read(title, "markdown").blocks)
  elseif content[1] and content[1].t == "Div" and content[1].classes:includes("callout-heading") then
    title = content[1].content[1].content
    content = pandoc.Blocks { table.unpack(content, 2) }
  else
    title = pandoc.Inlines { pandoc.Str(CALLOUTS[kind]) }
  end
  return writer.callout(book, kind, title, content, el.attributes.collapse, el.identifier)
end

-- A heading at the start of a callout is its title and no section: it is set aside before the sections are numbered.
function M.set_headings_aside(doc)
  return doc:walk {
    Div = function(el)
      local first = el.content[1]
      if first and first.t == "Header" and el.classes:find_if(function(class) return class:match("^callout%-") end) then
        el.content[1] = pandoc.Div({ pandoc.Plain(first.content) }, pandoc.Attr("", { "callout-heading" }))
        return el
      end
    end,
  }
end

-- Tables and figures inside callouts are lowered first, since pandoc walks a tree from its leaves.
function M.lower(book, chapter, writer)
  return chapter.doc:walk {
    Figure = function(el) return figure(book, chapter, el, writer) end,
    Table = function(el) return table_(book, el, writer) end,
    Div = function(el) return callout(book, el, writer) end,
  }
end

return M
