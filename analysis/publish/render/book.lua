-- The fallback engine's one call of pandoc: `pandoc lua book.lua < job.json > result.json`.
--
-- One process reads every chapter once per format, so that numbers and links are known across chapters and pandoc starts once.
-- The job comes from fallback.py; the result holds the pages, the Typst source, the files they need and the problems found.

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
  book.chapters = {}
  for _, given in ipairs(job.chapters) do
    local chapter = { file = given.file, href = given.href, part = given.part, text = given.text }
    chapter.folder = chapter.file:match("^(.*/)") or ""
    table.insert(book.chapters, chapter)
    book.by_file[given.file] = chapter
  end
  return book
end

local function run(job, format)
  local book, writer = book_of(job), writers[format]
  local env = setmetatable({ FORMAT = format }, { __index = _G })
  for _, chapter in ipairs(book.chapters) do
    prepare(book, chapter, format)
    crossref.collect(book, chapter)
  end
  if writer.before then writer.before(book) end
  for _, chapter in ipairs(book.chapters) do
    chapter.doc = crossref.resolve(book, chapter, writer)
    chapter.doc = blocks.lower(book, chapter, writer)
    for _, filter in ipairs(job.filters) do
      chapter.doc = pandoc.utils.run_lua_filter(chapter.doc, filter, env)
    end
  end
  if #book.problems == 0 then return book, writer.write(book) end
  return book, nil
end

local job = pandoc.json.decode(io.read("a"), false)
local html_book, pages = run(job, "html")
local typst_book, typst = run(job, "typst")
local result = { problems = html_book.problems, files = html_book.files, pages = pages or {}, typst = typst or "" }
if #result.problems == 0 then result.problems = typst_book.problems end
for _, file in ipairs(typst_book.files) do table.insert(result.files, file) end
io.write(pandoc.json.encode(result))
