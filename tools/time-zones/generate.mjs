// Derives the time zones that a phone number may be in: see README.md for the two files that it reads.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const [zoneTab, mapData] = process.argv.slice(2);
const TABLE = new URL("../../src/SmsActivation.Core/Campaigns/Zones/time-zones.txt", import.meta.url);

// Countries of the numbering plans that zone.tab has under another's name.
const OTHERS = { AC: ["Atlantic/St_Helena"], TA: ["Atlantic/St_Helena"], XK: ["Europe/Belgrade"] };
const NO_PHONES = ["AQ"];
// Zones keep the same time when they did on each of these days: three years take in every rule of today.
const FROM = Date.UTC(2026, 0, 1, 12);
const DAYS = 3 * 365;
const DAY = 24 * 3600 * 1000;

const lines = (text) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

const countries = { ...OTHERS };
for (const line of lines(readFileSync(zoneTab, "utf8"))) {
  const [country, , zone] = line.split("\t");
  if (!NO_PHONES.includes(country)) (countries[country] ??= []).push(zone);
}

// One area code may lie in several zones, by the digits behind it: a ported number tells nothing by those.
const areas = {};
const ours = new Set([...countries.US, ...countries.CA]);
for (const line of lines(readFileSync(mapData, "utf8"))) {
  const [digits, zones] = line.trim().split("|");
  const names = zones.split("&");
  if (!/^1\d{3}/.test(digits) || !names.every((name) => ours.has(name))) continue;
  const area = digits.slice(1, 4);
  areas[area] = new Set([...(areas[area] ?? []), ...names]);
}

const clocks = new Map();
function clock(zone) {
  if (!clocks.has(zone)) {
    const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
    const offsets = [];
    for (let day = 0; day < DAYS; day++) {
      const name = format.formatToParts(FROM + day * DAY).find((part) => part.type === "timeZoneName").value;
      if (offsets.at(-1)?.[1] !== name) offsets.push([day, name]);
    }
    clocks.set(zone, JSON.stringify(offsets));
  }
  return clocks.get(zone);
}

// Zones of different names that keep the same time make the same set; it names them all, so that a law that parts them makes
// the hours narrower and never wider.
const sets = new Map();
const signature = (zones) => [...new Set([...zones].map(clock))].sort().join();
for (const zones of [...Object.values(countries), ...Object.values(areas)]) {
  const key = signature(zones);
  sets.set(key, new Set([...(sets.get(key) ?? []), ...zones]));
}

const codes = new Map();
if (existsSync(TABLE))
  for (const line of lines(readFileSync(TABLE, "utf8"))) {
    const [kind, code, ...zones] = line.split(" ");
    if (kind === "zones") codes.set(zones.join(" "), Number(code));
  }
const codeOf = (zones) => {
  const names = [...sets.get(signature(zones))].sort().join(" ");
  if (!codes.has(names)) codes.set(names, codes.size + 1);
  return codes.get(names);
};
const byName = (table) => Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1));
const rows = [
  ...byName(countries).map(([country, zones]) => `country ${country} ${codeOf(zones)}`),
  ...byName(areas).map(([area, zones]) => `area ${area} ${codeOf(zones)}`),
];
writeFileSync(
  TABLE,
  [
    "# The time zones that a phone number may be in, by its country, and by its area code in the United States and Canada.",
    "# Made by tools/time-zones; see NOTICE for the sources. A code stands in databases: it is never given to other zones.",
    ...[...codes].map(([zones, code]) => `zones ${code} ${zones}`),
    ...rows,
    "",
  ].join("\n"),
);
console.log(`${codes.size} sets of zones, ${Object.keys(countries).length} countries, ${Object.keys(areas).length} area codes`);
