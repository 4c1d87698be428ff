// Fills a file in as the viewer of Firefox does: node pdfjs.mjs MODULE SOURCE TARGET < ANSWERS
// An answer is a page (from 0), a point on it, and a text to type or true to tick.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, source, target] = process.argv.slice(2);
// Drawing needs it, which is not done here.
globalThis.DOMMatrix ??= class {};
const { getDocument } = await import(pathToFileURL(module));
const document = await getDocument({ data: new Uint8Array(readFileSync(source)), verbosity: 0 }).promise;
for (const [number, [x, y], value] of JSON.parse(readFileSync(0, "utf-8"))) {
  const page = await document.getPage(number + 1);
  const widgets = (await page.getAnnotations()).filter(({ subtype, rect: [left, bottom, right, top] }) =>
    subtype === "Widget" && left <= x && x <= right && bottom <= y && y <= top);
  if (widgets.length !== 1) throw new Error(`${widgets.length} fields at ${x}, ${y} on page ${number}`);
  document.annotationStorage.setValue(widgets[0].id, { value });
}
writeFileSync(target, await document.saveDocument());
