// The program itself, beside the page, which stays alive while Python works. What is written leaves it by
// messages to the page alone.
let program = null;

// Fetched and checked here: the runtime's own loader waits for ever where one of these is missing or cut off.
async function whole(folder, files) {
  const total = Object.values(files).reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  const load = async ([name, file]) => {
    const answer = await fetch(folder + name);
    if (!answer.ok) throw new Error('a file is missing');
    const bytes = new Uint8Array(file.size), reader = answer.body.getReader();
    let end = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (end + part.value.length > bytes.length) throw new Error('a file is too long');
      bytes.set(part.value, end);
      end += part.value.length;
      done += part.value.length;
      postMessage({type: 'loading', part: done / total});
    }
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sum = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
    if (end !== bytes.length || sum !== file.sha256) throw new Error('a file is not what it should be');
    return [name, bytes];
  };
  return Object.fromEntries(await Promise.all(Object.entries(files).map(load)));
}

// What was loaded before the service worker was in charge is kept as well, where there is room; modules come from the
// browser's own cache.
async function keep(folder, bytes) {
  const cache = await caches.open(`handout-${folder.split('/').slice(-3, -1).join('/')}`);
  for (const name of [...Object.keys(bytes), 'pyodide.mjs', 'pyodide.asm.mjs', 'worker.mjs']) {
    if (await cache.match(folder + name)) continue;
    await (name in bytes ? cache.put(folder + name, new Response(bytes[name])) : cache.add(folder + name));
  }
}

async function start({folder, files}) {
  const [bytes, {loadPyodide}] = await Promise.all([whole(folder, files), import(folder + 'pyodide.mjs')]);
  postMessage({type: 'starting'});
  const real = self.fetch.bind(self);
  self.fetch = (request, options) => {
    const name = String(request.url || request).split('/').pop();
    if (!(name in bytes)) return real(request, options);
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'application/zip';
    return Promise.resolve(new Response(bytes[name], {headers: {'Content-Type': type}}));
  };
  // No package is installed there: the list of what there is stays empty.
  const info = {abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2'};
  const lock = {info, packages: {}};
  const python = await loadPyodide({indexURL: folder, lockFileContents: lock, packageBaseUrl: folder});
  self.fetch = real;
  python.unpackArchive(bytes['program.zip'], 'zip', {extractDir: '/program'});
  python.runPython("import sys; sys.path.insert(0, '/program')");
  program = python.pyimport('handout.site.browser');
  postMessage({type: 'ready'});
  await keep(folder, bytes).catch(() => {});
}

function answer({type, details, choices}) {
  if (type !== 'make') return JSON.parse(program[type](details));
  const result = program.make(details, JSON.stringify(choices));
  const [told, pdf] = result.toJs();
  result.destroy();
  return {...JSON.parse(told), bytes: pdf ? pdf.slice() : null};
}

// An error may quote what is written: it goes to no console.
const failed = event => {
  event.preventDefault?.();
  postMessage({type: 'failed'});
};
self.addEventListener('error', failed);
self.addEventListener('unhandledrejection', failed);
self.onmessage = ({data}) => {
  if (data.type === 'start') return void start(data).catch(failed);
  try {
    postMessage({id: data.id, ...answer(data)});
  } catch {
    postMessage({id: data.id, failed: true});
  }
};
