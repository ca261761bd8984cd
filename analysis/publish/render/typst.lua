-- The PDF's Typst source, written as Quarto writes it, so that one theme (report/theme) serves both engines.
--
-- Typst itself numbers chapters, figures and tables; crossref.lua has only made sure that every reference has a target.

local M = {}

local function raw(text) return pandoc.RawBlock("typst", text) end
local function raw_inline(text) return pandoc.RawInline("typst", text) end

local COLOURS = {
  note = { "#e3eef6", "#0b5c7a" }, tip = { "#e0f2e5", "#14693a" }, important = { "#fbe3e3", "#9b1c1c" },
  warning = { "#fbf1c9", "#8a5a00" }, caution = { "#fde5d3", "#a33d0c" },
}

-- Two chapters may each have a heading "Limits"; in one document the second needs another label.
function M.before(book)
  local taken = {}
  for _, chapter in ipairs(book.chapters) do
    chapter.rename = {}
    local function unique(el)
      local id = el.identifier
      if id == "" then return nil end
      if taken[id] then
        chapter.rename[id] = chapter.file:gsub("[^%w]+", "-") .. "-" .. id
        el.identifier = chapter.rename[id]
      end
      taken[el.identifier] = true
      return el
    end
    chapter.doc = chapter.doc:walk {
      Header = unique, Div = unique, Span = unique, Figure = unique, Table = unique, Link = unique,
      Code = unique, CodeBlock = unique, Image = unique,
    }
    chapter.id = chapter.rename[chapter.id] or chapter.id
  end
end

function M.reference(_, _, id, _, prefix)
  local content = pandoc.Inlines { raw_inline(("#ref(<%s>, supplement: "):format(id)) }
  if prefix then
    content:insert(raw_inline("["))
    content:extend(prefix)
    content:insert(raw_inline("])"))
  else
    content:insert(raw_inline("none)"))
  end
  return content
end

function M.page_link(_, _, el, other, id)
  el.target = "#" .. (id == "" and other.id or other.rename[id] or id)
  return el
end

-- A file beside the site cannot be reached from the PDF: the words stay, the link goes.
function M.file_link(_, _, el) return el.content end

function M.image(_, _, el, path)
  el.src = "/" .. path
  return el
end

local function label(id) return id ~= "" and ("\n<%s>"):format(id) or "" end

local function float(kind, supplement, position, id, body, caption, numbered)
  local content = pandoc.Blocks { raw("#figure([") }
  content:extend(body)
  if #caption > 0 then
    content:extend { raw(("], caption: figure.caption(position: %s, ["):format(position)), pandoc.Plain(caption), raw("]),") }
  else
    content:insert(raw("],"))
  end
  local numbering = numbered and "" or "numbering: none, outlined: false, "
  content:insert(raw(('%skind: "quarto-float-%s", supplement: "%s")%s'):format(numbering, kind, supplement, label(id))))
  return content
end

local function quoted(text) return '"' .. text:gsub("[\\\"]", "\\%0") .. '"' end

-- Pandoc's writer gives an image no alternative text, which a tagged PDF needs; hence the call by hand. Without a width an image has its own size, or
-- what fits the page, as with Quarto.
function M.figure(_, id, image, caption, entry)
  local size, unit = (image.attributes.width or ""):match("^([%d.]+)(%%?%a*)$")
  if unit == "px" or unit == "" then size, unit = ("%g"):format(tonumber(size) * 0.75), "pt" end
  local width = size and size .. unit or "auto"
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  local call = ("#image(%s, width: %s, alt: %s)"):format(quoted(image.src), width, quoted(alt))
  return float("fig", "Figure", "bottom", id, pandoc.Blocks { raw(call) }, caption, entry)
end

function M.table(_, id, el, caption, entry)
  el.classes:insert("typst:no-figure")
  return float("tbl", "Table", "top", id, pandoc.Blocks { el }, caption, entry)
end

function M.callout(_, kind, title, content, _, id)
  local fill, ink = table.unpack(COLOURS[kind])
  local out = pandoc.Blocks { raw("#callout(title: ["), pandoc.Plain(title), raw("], body: [") }
  out:extend(content)
  out:insert(raw(('], background_color: rgb("%s"), icon_color: rgb("%s"))%s'):format(fill, ink, label(id))))
  return out
end

-- A text of _quarto.yml with what Typst would take for markup escaped.
local function plain(text)
  return (pandoc.write(pandoc.Pandoc { pandoc.Plain(pandoc.Inlines(text)) }, "typst", { wrap_text = "none" }):gsub("%s+$", ""))
end

function M.write(book)
  local parts, part = {}, nil
  for _, chapter in ipairs(book.chapters) do
    -- fallback.py reads these comments to name the source of a Typst error.
    table.insert(parts, "// chapter: " .. chapter.file)
    if chapter.part and chapter.part ~= part then
      table.insert(parts, "#part[" .. plain(chapter.part) .. "]")
    end
    part = chapter.part
    table.insert(parts, pandoc.write(chapter.doc, "typst", { wrap_text = "none" }))
  end
  local job = book.job
  local context = {
    title = plain(job.title), subtitle = job.subtitle and plain(job.subtitle), lang = job.lang,
    ["toc-depth"] = ("%d"):format(job.pdf_toc_depth),
    ["header-includes"] = job.typst_header, body = table.concat(parts, "\n\n"),
  }
  if job.author then context["by-author"] = { { name = { literal = job.author } } } end
  local template = pandoc.template.compile(job.typst_template, job.typst_template_path)
  return pandoc.layout.render(pandoc.template.apply(template, context))
end

return M
