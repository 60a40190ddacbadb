// Keeps what is the same for everyone: style, script, fonts and the offline page. Never a page or
// an answer that belongs to a person.
const CACHE = "fairway-{{ version }}";
const files = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
const offline = "{% url 'offline' %}";
const statics = "{% get_static_prefix %}";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...files, new Request(offline, { credentials: "omit" })]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("fairway-") && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const fromCacheFirst = async (request) => {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
};

const orOffline = (request) => fetch(request).catch(() => caches.match(offline));
const orCached = (request) => fetch(request).catch(async () => (await caches.match(request)) ?? Response.error());

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(orOffline(request));
  else if (!pathname.startsWith(statics)) return;
  else event.respondWith(HASHED.test(pathname) ? fromCacheFirst(request) : orCached(request));
});
