-- The pages of the site: figures, tables and callouts as HTML, the table of contents, and the page template around them.

local crossref = require("crossref")
local M = {}

local OPTIONS = { html_math_method = "mathml", wrap_text = "none", section_divs = false, email_obfuscation = "none" }
local NBSP = "\u{a0}"

local function raw(text) return pandoc.RawBlock("html", text) end

local function escape(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

-- Inlines as HTML without links and notes, for places that are links themselves.
local function label_html(inlines)
  local plain = pandoc.Pandoc { pandoc.Plain(inlines) }
  plain = plain:walk { Link = function(el) return el.content end, Note = function() return {} end }
  return (pandoc.write(plain, "html5", OPTIONS):gsub("%s+$", ""))
end

-- "report/claims/x.html" seen from "report/data.html" -> "claims/x.html".
local function relative(from, to)
  local base, rest = {}, {}
  for part in (from:match("^(.*)/[^/]*$") or ""):gmatch("[^/]+") do table.insert(base, part) end
  for part in to:gmatch("[^/]+") do table.insert(rest, part) end
  while #base > 0 and #rest > 1 and base[1] == rest[1] do
    table.remove(base, 1)
    table.remove(rest, 1)
  end
  return ("../"):rep(#base) .. table.concat(rest, "/")
end

function M.reference(_, chapter, id, entry, prefix)
  local content = pandoc.Inlines {}
  if prefix then
    content:extend(prefix)
    content:insert(pandoc.Str(NBSP))
  end
  content:insert(pandoc.Str(entry.number))
  local page = entry.chapter == chapter and "" or relative(chapter.href, entry.chapter.href)
  return pandoc.Inlines { pandoc.Link(content, page .. "#" .. id, "", pandoc.Attr("", { "quarto-xref" })) }
end

function M.page_link(_, chapter, el, other, id)
  local page = other == chapter and id ~= "" and "" or relative(chapter.href, other.href)
  el.target = page .. (id ~= "" and "#" .. id or "")
  return el
end

function M.file_link(_, chapter, el, path)
  el.target = relative(chapter.href, path)
  return el
end

function M.image(_, chapter, el, path)
  el.src = relative(chapter.href, path)
  return el
end

local function captioned(entry, caption)
  if not entry then return pandoc.Plain(caption) end
  local label = pandoc.Str(entry.prefix .. NBSP .. entry.number .. ":")
  local content = pandoc.Inlines { pandoc.Span({ label }, pandoc.Attr("", { "caption-label" })) }
  content:insert(pandoc.Space())
  content:extend(caption)
  return pandoc.Plain(content)
end

local function attribute(name, value) return value ~= "" and (' %s="%s"'):format(name, escape(value)) or "" end

function M.figure(_, id, image, caption, entry)
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  local asked = image.attributes.width
  -- a number alone is of pixels: the one form that Quarto's Typst takes too
  local width = asked and (' style="width:%s"'):format(escape(asked:match("^[%d.]+$") and asked .. "px" or asked)) or ""
  return pandoc.Blocks {
    raw(('<figure class="chart"%s>\n<img src="%s" alt="%s"%s>\n<figcaption>')
      :format(attribute("id", id), escape(image.src), escape(alt), width)),
    captioned(entry, caption),
    raw("</figcaption>\n</figure>"),
  }
end

function M.table(_, id, el, caption, entry)
  local name = entry and (entry.prefix .. " " .. entry.number) or "Table"
  local open = ('<figure class="table"%s>'):format(attribute("id", id))
  local out = pandoc.Blocks { raw(open) }
  if #caption > 0 then out:extend { raw("<figcaption>"), captioned(entry, caption), raw("</figcaption>") } end
  -- The box scrolls by keyboard too, hence the tab stop and a name.
  out:extend { raw(('<div class="table-scroll" role="region" tabindex="0" aria-label="%s">'):format(name)), el, raw("</div>\n</figure>") }
  return out
end

function M.callout(_, kind, title, content, collapse, id)
  local attributes = ('class="callout callout-%s"%s'):format(kind, attribute("id", id))
  local open, close
  if collapse then
    open = { raw(("<details %s%s>\n<summary class=\"callout-title\">"):format(attributes, collapse == "false" and " open" or "")),
      pandoc.Plain(title), raw('</summary>\n<div class="callout-body">') }
    close = "</div>\n</details>"
  else
    open = { raw(("<div %s role=\"note\">\n<p class=\"callout-title\">"):format(attributes)), pandoc.Plain(title),
      raw('</p>\n<div class="callout-body">') }
    close = "</div>\n</div>"
  end
  local out = pandoc.Blocks(open)
  out:extend(content)
  out:insert(raw(close))
  return out
end

local function numbered_headings(doc)
  return doc:walk {
    Header = function(el)
      local number = el.attributes.number
      el.attributes.number = nil
      if number and el.level < 4 then
        el.content:insert(1, pandoc.Space())
        el.content:insert(1, pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "header-section-number" })))
      end
      return el
    end,
  }
end

local function chapter_label(chapter)
  return (chapter.number and ('<span class="number-of">%d</span> '):format(chapter.number) or "") .. label_html(chapter.title)
end

local function navigation(book, current)
  local groups = {}
  for _, chapter in ipairs(book.chapters) do
    local group = groups[#groups]
    if not group or group.part ~= chapter.part then
      group = { part = chapter.part, has_part = chapter.part ~= nil, items = {} }
      table.insert(groups, group)
    end
    table.insert(group.items,
      { href = escape(relative(current.href, chapter.href)), label = chapter_label(chapter), current = chapter == current })
  end
  for _, group in ipairs(groups) do group.part = group.part and escape(group.part) or nil end
  return groups
end

local function contents(job, doc)
  local entries = {}
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level > 1 and block.level <= job.toc_depth then
      table.insert(entries, { href = "#" .. escape(block.identifier), label = label_html(block.content), level = tostring(block.level) })
    end
  end
  return job.toc and #entries > 1 and entries or nil
end

local function neighbour(current, other)
  return other and { href = escape(relative(current.href, other.href)), label = chapter_label(other) } or nil
end

local function page(book, template, at)
  local job, chapter = book.job, book.chapters[at]
  local doc = numbered_headings(chapter.doc)
  local plain_title = pandoc.utils.stringify(chapter.title)
  local home = at == 1
  local downloads = {}
  for _, item in ipairs(job.downloads) do
    table.insert(downloads, { href = escape(relative(chapter.href, item.href)), text = escape(item.text) })
  end
  local title, rest = nil, pandoc.Blocks {}
  for _, block in ipairs(doc.blocks) do
    if not title and block.t == "Header" and block.level == 1 then title = block else rest:insert(block) end
  end
  local context = {
    lang = job.lang, css = job.css, book_title = escape(job.title), subtitle = job.subtitle and escape(job.subtitle) or nil,
    page_title = escape(home and job.title or (plain_title .. " – " .. job.title)), home = home,
    description = escape(chapter.doc.meta.description and pandoc.utils.stringify(chapter.doc.meta.description) or job.description),
    home_href = escape(relative(chapter.href, book.chapters[1].href)), nav = navigation(book, chapter), downloads = downloads,
    part = chapter.part and escape(chapter.part) or nil, toc = contents(job, doc),
    title_html = pandoc.write(pandoc.Pandoc { title }, "html5", OPTIONS), body = pandoc.write(pandoc.Pandoc(rest), "html5", OPTIONS),
    previous = neighbour(chapter, book.chapters[at - 1]), next = neighbour(chapter, book.chapters[at + 1]),
  }
  return { href = chapter.href, html = pandoc.layout.render(pandoc.template.apply(template, context)) .. "\n" }
end

function M.write(book, chosen)
  local template = pandoc.template.compile(book.job.html_template)
  local pages = {}
  for at, chapter in ipairs(book.chapters) do
    if chosen:includes(chapter) then table.insert(pages, page(book, template, at)) end
  end
  return pages
end

return M
