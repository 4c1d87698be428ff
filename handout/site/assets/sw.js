// Keeps pages from the first visit on, and the program once the form was opened. It sees files of this folder
// alone, by a list; nothing that anybody writes passes here.
const PAGES = 'handout-pages-__VERSION__', PROGRAM = 'handout-__RUN__', FIRST = __FILES__, RUN = '__RUN__/';
const address = path => new URL(path, self.registration.scope).href;
const first = new Set(FIRST.map(address));
const later = [[address(RUN), PROGRAM], [address('pdf/'), PAGES], [address('assets/'), PAGES]];

async function install() {
  const cache = await caches.open(PAGES);
  await cache.addAll(FIRST.map(path => new Request(address(path), {cache: 'no-cache'})));
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith('handout-') && name !== PAGES && name !== PROGRAM) await caches.delete(name);
  }
  await self.clients.claim();
}

async function kept(name, path, request) {
  const cache = await caches.open(name), found = await cache.match(path);
  if (found) return found;
  const answer = await fetch(request);
  // Where there is no room left, it works without.
  if (answer.status === 200) cache.put(path, answer.clone()).catch(() => {});
  return answer;
}

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('fetch', event => {
  const {request} = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  let path = request.url.split('#')[0].split('?')[0];
  if (path.endsWith('/')) path += 'index.html';
  if (first.has(path)) return event.respondWith(kept(PAGES, path, request));
  const place = later.find(([folder]) => path.startsWith(folder));
  if (place) event.respondWith(kept(place[1], path, request));
});
