-- The fallback engine's call of pandoc for one format: `pandoc lua book.lua < job.json > result.json`.
--
-- One process reads every chapter, so that numbers and links are known across chapters and pandoc starts once for all. The job
-- comes from fallback.py; the result holds what was written (all pages, or the Typst source), the files that it needs, the
-- problems found, and `shared`: what pages show of one another. Where that is as the job has it, only the pages of the job's
-- `changed` are written.

local here = pandoc.path.directory(arg[0])
package.path = pandoc.path.join { here, "?.lua" } .. ";" .. package.path
local crossref, blocks = require("crossref"), require("blocks")
local writers = { html = require("html"), typst = require("typst") }

local FORMAT_NAMES = { html = { html = true }, typst = { typst = true, pdf = true } }

-- `.content-visible` and `.content-hidden`, as divs and spans.
local function conditional(format)
  local function holds(el)
    local when, unless = el.attributes["when-format"], el.attributes["unless-format"]
    if when and not FORMAT_NAMES[format][when] then return false end
    if unless and FORMAT_NAMES[format][unless] then return false end
    return true
  end
  local function filter(el)
    local visible, hidden = el.classes:includes("content-visible"), el.classes:includes("content-hidden")
    if not visible and not hidden then return nil end
    local show = holds(el)
    if hidden then show = not show end
    return show and el.content or {}
  end
  return { Div = filter, Span = filter }
end

-- A column has the width that `tbl-colwidths` gives it, or else the one its content asks for (not pandoc's, from the dashes).
local function column_widths(el)
  local given, widths = el.attributes["tbl-colwidths"], {}
  el.attributes["tbl-colwidths"] = nil
  for width in (given or ""):gmatch("%d+%.?%d*") do table.insert(widths, tonumber(width)) end
  local total = 0
  for index = 1, #el.colspecs do total = total + (widths[index] or widths[#widths] or 0) end
  for index, spec in ipairs(el.colspecs) do
    local width = widths[index] or widths[#widths]
    el.colspecs[index] = { spec[1], width and width / math.max(total, 100) or nil }
  end
  return el
end

local function title_of(book, chapter)
  for _, block in ipairs(chapter.doc.blocks) do
    if block.t == "Header" and block.level == 1 then return block end
  end
  local meta = chapter.doc.meta.title
  if meta then
    local content = pandoc.utils.type(meta) == "Inlines" and meta or pandoc.Inlines(pandoc.utils.stringify(meta))
    local header = pandoc.Header(1, content, pandoc.Attr((chapter.file:gsub("[^%w]+", "-"))))
    chapter.doc.blocks:insert(1, header)
    return header
  end
  crossref.problem(book, chapter, nil, "the chapter has no title", "begin it with a heading of level one")
  return pandoc.Header(1, chapter.file)
end

local function prepare(book, chapter, format)
  chapter.doc = pandoc.read(chapter.text, "markdown"):walk(conditional(format)):walk { Table = column_widths }
  chapter.doc = blocks.set_headings_aside(chapter.doc)
  local header = title_of(book, chapter)
  chapter.title, chapter.id = header.content, header.identifier
  if header.classes:includes("unnumbered") or not book.number_sections then
    chapter.number = nil
  elseif chapter.file == "index.qmd" then
    crossref.problem(book, chapter, "# ", "the home page's heading would be numbered in the PDF and not in HTML",
      "add {.unnumbered} to it")
  else
    book.count = book.count + 1
    chapter.number = book.count
  end
end

local function book_of(job)
  local book = { job = job, problems = {}, files = {}, index = {}, by_file = {}, count = 0, number_sections = job.number_sections }
  book.chapters = pandoc.List {}
  for _, given in ipairs(job.chapters) do
    local chapter = { file = given.file, href = given.href, part = given.part, text = given.text }
    chapter.folder = chapter.file:match("^(.*/)") or ""
    table.insert(book.chapters, chapter)
    book.by_file[given.file] = chapter
  end
  return book
end

-- Titles, numbers and places: all that a page shows of other chapters, as one text.
local function shared_of(book)
  local said = pandoc.List {}
  for _, chapter in ipairs(book.chapters) do
    local title = pandoc.write(pandoc.Pandoc { pandoc.Plain(chapter.title) }, "native")
    said:extend { chapter.href, chapter.part or "", tostring(chapter.number), title }
    local ids = pandoc.List {}
    for id in pairs(chapter.ids) do
      local entry = book.index[id]
      ids:insert(entry and table.concat({ id, entry.prefix, tostring(entry.number), entry.chapter.href }, " ") or id)
    end
    ids:sort()
    said:extend(ids)
  end
  return table.concat(said, "\n")
end

local function chosen(book)
  local changed = book.job.changed
  if not changed or book.job.shared ~= book.shared then return book.chapters end
  return book.chapters:filter(function(chapter) return pandoc.List(changed):includes(chapter.file) end)
end

local function run(job, format)
  local book, writer = book_of(job), writers[format]
  local env = setmetatable({ FORMAT = format }, { __index = _G })
  for _, chapter in ipairs(book.chapters) do
    prepare(book, chapter, format)
    crossref.collect(book, chapter)
  end
  book.shared = shared_of(book)
  if writer.before then writer.before(book) end
  local written = chosen(book)
  for _, chapter in ipairs(written) do
    chapter.doc = crossref.resolve(book, chapter, writer)
    chapter.doc = blocks.lower(book, chapter, writer)
    for _, filter in ipairs(job.filters) do
      chapter.doc = pandoc.utils.run_lua_filter(chapter.doc, filter, env)
    end
  end
  return book, #book.problems == 0 and writer.write(book, written) or nil
end

local job = pandoc.json.decode(io.read("a"), false)
local book, written = run(job, job.format)
io.write(pandoc.json.encode { problems = book.problems, files = book.files, written = written, shared = book.shared })
