-- Numbers and cross references of the whole book, as a Quarto book has them: Chapter 2, Section 2.1, Figure 2.1, Table 2.3.
--
-- `collect` walks the chapters in order and fills the index; `resolve` then replaces every `@id` and every link between pages.
-- The writer (html.lua or typst.lua) decides what a reference and a link look like.

local M = {}

local PREFIX = { fig = "Figure", tbl = "Table", sec = "Section" }

function M.kind_of(id) return id:match("^(fig)%-") or id:match("^(tbl)%-") or id:match("^(sec)%-") end

-- A problem of the sources; `token` is what the caller looks for to find the line.
function M.problem(book, chapter, token, what, mend)
  table.insert(book.problems, { file = chapter.file, token = token, what = what, mend = mend })
end

local function number_headers(book, chapter, doc)
  local counts = { chapter.number or 0, 0, 0, 0, 0, 0 }
  local first = true
  return doc:walk {
    Header = function(el)
      if el.level == 1 then
        if not first then
          M.problem(book, chapter, "# " .. pandoc.utils.stringify(el.content), "a chapter has a second heading of level one",
            "make it a heading of level two")
        end
        first = false
      elseif chapter.number and not el.classes:includes("unnumbered") then
        counts[el.level] = counts[el.level] + 1
        for deeper = el.level + 1, 6 do counts[deeper] = 0 end
      end
      local numbered = chapter.number and not el.classes:includes("unnumbered")
      if numbered then el.attributes.number = table.concat(counts, ".", 1, el.level) end
      return el
    end,
  }
end

local function add(book, chapter, id, entry)
  entry.chapter = chapter
  local known = book.index[id]
  if known and M.kind_of(id) then
    M.problem(book, chapter, "#" .. id, ("the identifier #%s is used twice (first in %s)"):format(id, known.chapter.file),
      "give each figure, table and section its own")
  elseif not known then
    book.index[id] = entry
  end
end

-- Everything that has an identifier can be linked to; figures, tables and numbered sections can be cited too.
function M.collect(book, chapter)
  chapter.ids = {}
  local counts = { fig = 0, tbl = 0 }
  chapter.doc = number_headers(book, chapter, chapter.doc)
  local function seen(el)
    if el.identifier ~= "" then chapter.ids[el.identifier] = true end
  end
  local function counted(el)
    seen(el)
    local kind = M.kind_of(el.identifier)
    if kind ~= "fig" and kind ~= "tbl" then return end
    counts[kind] = counts[kind] + 1
    local number = chapter.number and (chapter.number .. "." .. counts[kind]) or tostring(counts[kind])
    add(book, chapter, el.identifier, { kind = kind, number = number, prefix = PREFIX[kind] })
    return nil
  end
  chapter.doc:walk {
    traverse = "topdown",
    Header = function(el)
      seen(el)
      if M.kind_of(el.identifier) == "sec" then
        add(book, chapter, el.identifier,
          { kind = "sec", number = el.attributes.number, prefix = el.level == 1 and "Chapter" or "Section" })
      end
    end,
    Figure = counted, Table = counted,
    Div = seen, Span = seen, Link = seen, Code = seen, CodeBlock = seen, Image = seen,
  }
end

local function cite(book, chapter, el, writer)
  local parts = pandoc.Inlines {}
  for index, citation in ipairs(el.citations) do
    local id, entry = citation.id, book.index[citation.id]
    if not M.kind_of(id) then
      M.problem(book, chapter, "@" .. id, ("@%s is no reference to a figure, table or section"):format(id),
        "write \\@ for a plain at sign, or begin the identifier with fig-, tbl- or sec-")
      return nil
    elseif not entry then
      M.problem(book, chapter, "@" .. id, ("the cross reference @%s points to nothing"):format(id),
        ("give the %s the identifier #%s"):format(PREFIX[M.kind_of(id)]:lower(), id))
      return nil
    elseif not entry.number or (not entry.chapter.number and entry.chapter ~= chapter) then
      M.problem(book, chapter, "@" .. id, ("@%s is in an unnumbered chapter or section, which has no number to cite"):format(id),
        "link to it instead")
      return nil
    end
    if index > 1 then parts:insert(pandoc.Str(", ")) end
    local prefix
    if #citation.prefix > 0 then prefix = citation.prefix
    elseif citation.mode ~= "SuppressAuthor" then prefix = pandoc.Inlines { pandoc.Str(entry.prefix) } end
    parts:extend(writer.reference(book, chapter, id, entry, prefix))
    if #citation.suffix > 0 then parts:extend(citation.suffix) end
  end
  return parts
end

-- "../data.qmd" in "report/claims/x.qmd" -> "report/data.qmd"; a leading slash means the folder of the book.
function M.rooted(chapter, path)
  local joined = path:sub(1, 1) == "/" and path:sub(2) or (chapter.folder .. path)
  local parts = {}
  for part in joined:gmatch("[^/]+") do
    if part == ".." then
      if #parts == 0 then return nil end
      table.remove(parts)
    elseif part ~= "." then
      table.insert(parts, part)
    end
  end
  return table.concat(parts, "/")
end

local function link(book, chapter, el, writer)
  local target = el.target
  if target:match("^%a[%w+.-]*:") or target:match("^//") then return nil end
  local path, id = target:match("^([^#]*)#?(.*)$")
  path = path:gsub("%%20", " ")
  local other = chapter
  if path ~= "" then
    local rooted = M.rooted(chapter, path)
    other = rooted and book.by_file[rooted]
    if not other then
      if path:match("%.qmd$") then
        M.problem(book, chapter, target, ("the link %s leads to no chapter of the book"):format(target),
          "correct the path or list it in _quarto.yml")
        return nil
      end
      table.insert(book.files, { file = chapter.file, path = rooted or path, token = target, kind = "link" })
      return writer.file_link(book, chapter, el, rooted or path)
    end
    if path:sub(1, 1) == "/" then
      M.problem(book, chapter, target, ("the link %s begins with a slash, which the PDF cannot follow"):format(target),
        "write the path relative to this page")
      return nil
    end
  end
  if id ~= "" and not other.ids[id] then
    M.problem(book, chapter, target, ("the link %s leads to no heading, figure or table"):format(target), "correct the part after the #")
    return nil
  end
  return writer.page_link(book, chapter, el, other, id)
end

local function image(book, chapter, el, writer)
  if el.src:match("^%a[%w+.-]*:") then
    M.problem(book, chapter, el.src, ("the image %s is not a file of the project"):format(el.src), "store a copy of it in the project")
    return nil
  end
  local rooted = M.rooted(chapter, (el.src:gsub("%%20", " ")))
  table.insert(book.files, { file = chapter.file, path = rooted or el.src, token = el.src, kind = "image" })
  if el.attributes["fig-alt"] then
    el.attributes.alt = el.attributes["fig-alt"]
    el.attributes["fig-alt"] = nil
  end
  return writer.image(book, chapter, el, rooted or el.src)
end

function M.resolve(book, chapter, writer)
  return chapter.doc:walk {
    Cite = function(el) return cite(book, chapter, el, writer) end,
    Link = function(el) return link(book, chapter, el, writer) end,
    Image = function(el) return image(book, chapter, el, writer) end,
  }
end

return M
