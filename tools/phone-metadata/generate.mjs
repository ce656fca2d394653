// Derives the numbering-plan facts that SmsActivation.Core/Phones reads, and the example numbers its tests vary.
// The order of fields in metadata.max.json is that of the package's METADATA.md; the checks below stop the run
// when a new release no longer looks like it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const metadata = require("libphonenumber-js/metadata.max.json");
const examples = require("libphonenumber-js/examples.mobile.json");
const { version } = require("libphonenumber-js/package.json");
const pinned = JSON.parse(readFileSync(new URL("package.json", import.meta.url))).dependencies["libphonenumber-js"];

const root = new URL("../../", import.meta.url);
const PLANS = new URL("src/SmsActivation.Core/Phones/numbering-plans.json", root);
const EXAMPLES = new URL("tests/SmsActivation.Tests/Phones/example-mobiles.tsv", root);

// Position in the package's list of types. Written in the order in which a number is tried against them.
const TYPES = {
  FixedLine: 0,
  Mobile: 1,
  PremiumRate: 3,
  TollFree: 2,
  SharedCost: 9,
  Voip: 8,
  PersonalNumber: 4,
  Pager: 7,
  Uan: 6,
  Voicemail: 5,
};

function typesOf(types) {
  const result = {};
  for (const [name, position] of Object.entries(TYPES)) {
    const [pattern, lengths] = types[position] || [];
    if (pattern) result[name] = lengths ? [pattern, lengths] : [pattern];
  }
  return result;
}

/** The one international prefix people write ("8~10" waits for a tone: 810); none where each carrier has its own. */
function writtenInternationalPrefix(pattern, preferred) {
  const prefix = preferred || (/^\d+$/.test(pattern) ? pattern : undefined);
  return prefix?.replace(/\D/g, "");
}

function planOf(fields) {
  const [callingCode, idd, pattern, lengths, , trunk, , trunkPattern, transform, , leading, types, preferredIdd] = fields;
  return {
    callingCode,
    pattern,
    lengths,
    internationalPrefix: idd || undefined,
    writtenInternationalPrefix: idd ? writtenInternationalPrefix(idd, preferredIdd) : undefined,
    nationalPrefix: trunk || undefined,
    nationalPrefixForParsing: trunkPattern || undefined,
    nationalPrefixTransform: transform || undefined,
    leadingDigits: leading || undefined,
    types: typesOf(types),
  };
}

function check(fits, what) {
  if (!fits) throw new Error(`libphonenumber-js ${version}: ${what}; read its METADATA.md and adapt this file`);
}

/** One entry a line, so that a new release shows as a readable difference. */
function section(entries) {
  return `{\n${Object.entries(entries)
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(",\n")}\n  }`;
}

const mapped = (entries) => Object.fromEntries(Object.entries(entries).map(([key, fields]) => [key, planOf(fields)]));

check(version === pinned, `package.json pins ${pinned}`);
check(metadata.version === 4, `metadata version ${metadata.version} instead of 4`);
const countries = mapped(metadata.countries);
const nonGeographic = mapped(metadata.nonGeographic);
const callingCodes = metadata.country_calling_codes;
for (const [name, plan] of [...Object.entries(countries), ...Object.entries(nonGeographic)]) {
  check(/^\d{1,3}$/.test(plan.callingCode), `${name} has the calling code ${plan.callingCode}`);
  check(Array.isArray(plan.lengths) && Object.keys(plan.types).length > 0, `${name} lacks lengths or types`);
  check(name in nonGeographic || callingCodes[plan.callingCode].includes(name), `${name} is under no calling code`);
}

writeFileSync(
  PLANS,
  `{
  "source": ${JSON.stringify(`libphonenumber-js ${version}, which restates Google's libphonenumber (Apache-2.0): see NOTICE`)},
  "callingCodes": ${section(callingCodes)},
  "countries": ${section(countries)},
  "nonGeographic": ${section(nonGeographic)}
}
`,
);

const exampleRows = Object.entries(examples).map(([country, national]) => `${country}\t+${countries[country].callingCode}${national}`);
writeFileSync(EXAMPLES, `country\te164\n${exampleRows.sort().join("\n")}\n`);
console.log(`${Object.keys(countries).length} countries, ${exampleRows.length} examples, libphonenumber-js ${version}`);
