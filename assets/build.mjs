// Builds static/design/ from govuk-frontend and our own Sass. Run `npm ci && npm run build` here (or `make assets`).
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/sharedduty/foundations/design/static/design");
const govuk = join(here, "node_modules/govuk-frontend/dist/govuk");

// Source maps are not shipped, so a comment naming one would be a broken link.
const withoutMap = (text) => text.replace(/\/[/*]# sourceMappingURL=[^\n]*\n?/g, "");

const css = sass.compile(join(here, "sass/shared-duty.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  charset: true,
  quietDeps: true,
}).css;

// Names and pictures that only services on gov.uk may use must never come in by an upgrade.
for (const forbidden of ["GDS Transport", "govuk-crest", "govuk-logotype", "url("]) {
  if (css.includes(forbidden)) throw new Error(`the style sheet mentions ${forbidden}`);
}

writeFileSync(join(out, "shared-duty.css"), css + "\n");
writeFileSync(
  join(out, "vendor/govuk-frontend.min.js"),
  withoutMap(readFileSync(join(govuk, "govuk-frontend.min.js"), "utf8")) + "\n",
);
console.log(`shared-duty.css ${css.length} characters`);
