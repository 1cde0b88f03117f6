-- Run by `test_neovim.py` in a headless Neovim: its own language client opens a note, sees what is wrong, runs a lens.
-- What it saw is written as JSON to the file that VAULT_RUN_SAID names.
local said = { errors = {} }

local function leave()
  local file = assert(io.open(vim.env.VAULT_RUN_SAID, "w"))
  file:write(vim.fn.json_encode(said))
  file:close()
  vim.cmd("qa!")
end

local function wait(what, test)
  if not vim.wait(60000, test, 50) then
    said.missing = what
    leave()
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function ask(method, params)
  params.textDocument = vim.lsp.util.make_text_document_params()
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

vim.lsp.handlers["window/showMessageRequest"] = function(_, question)
  said.question = question.message
  return question.actions[1]
end

vim.lsp.handlers["window/showMessage"] = function(_, message)
  said.messages = said.messages or {}
  table.insert(said.messages, message.message)
  return message
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.VAULT_RUN_NOTE))
local client = vim.lsp.start_client({
  name = "vault_run",
  cmd = { vim.env.VAULT_RUN_PYTHON, "-m", "vault_runner", "lsp" },
  root_dir = vim.fn.fnamemodify(vim.env.VAULT_RUN_NOTE, ":h"),
  on_error = function(code, problem) table.insert(said.errors, { code, tostring(problem) }) end,
})
vim.lsp.buf_attach_client(0, client)

wait("a verdict", function() return #vim.diagnostic.get(0, { lnum = 2 }) > 0 end)
said.diagnostics = {}
for _, each in ipairs(vim.diagnostic.get(0)) do
  table.insert(said.diagnostics, { line = each.lnum, code = each.code or (each.user_data or {}).lsp.code })
end

local lenses = ask("textDocument/codeLens", {})
said.lenses = {}
for _, lens in ipairs(lenses) do table.insert(said.lenses, lens.command.title) end
vim.lsp.buf.execute_command(lenses[1].command)
wait("an output", function() return text():find("<!%-%- vr:end %-%->") ~= nil end)
said.after_run = text()

vim.cmd("undo")
said.after_undo = text()

local line = tonumber(vim.env.VAULT_RUN_LINE)
local here = { line = line, character = 0 }
local actions = ask("textDocument/codeAction", { range = { start = here, ["end"] = here }, context = { diagnostics = {} } })
said.actions = {}
for _, action in ipairs(actions or {}) do table.insert(said.actions, action.title) end
if actions and actions[1] then vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16") end
said.after_action = text()

local hover = ask("textDocument/hover", { position = { line = 2, character = 4 } })
said.hover = hover and hover.contents.value
leave()
