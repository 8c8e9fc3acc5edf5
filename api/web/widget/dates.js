/** Dates and numbers as people read them, in German time. */

const LOCALES = {de: "de-DE", en: "en-GB"};
const MONTH = {year: "numeric", month: "long"};
const DATE_PARTS = [{year: "numeric"}, MONTH, {...MONTH, day: "numeric"}];

/**
 * @param {string} stamp a year, a month or a day: 2024, 2024-05, 2024-05-17
 * @param {string} lang
 * @returns {string} "Mai 2024"
 */
export function dateOf(stamp, lang) {
  const parts = DATE_PARTS[stamp.split("-").length - 1];
  const at = new Date(`${stamp}${"-01-01".slice(0, 10 - stamp.length)}T00:00:00Z`);
  if (!parts || Number.isNaN(at.getTime())) return stamp;
  return new Intl.DateTimeFormat(LOCALES[lang], {...parts, timeZone: "UTC"}).format(at);
}

/**
 * @param {string} moment ISO with offset
 * @param {string} lang
 * @returns {string} "Dienstag, 1. Dezember 2026, 14 Uhr"
 */
export function momentOf(moment, lang) {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const zone = {timeZone: "Europe/Berlin"};
  const day = new Intl.DateTimeFormat(LOCALES[lang], {...zone, dateStyle: "full"}).format(at);
  const time = new Intl.DateTimeFormat("de-DE", {...zone, hour: "numeric", minute: "2-digit"}).format(at);
  return lang === "en" ? `${day}, ${time} German time` : `${day}, ${time.replace(/^0(?=\d)|:00$/g, "")} Uhr`;
}

/**
 * @param {number} number
 * @param {string} lang
 * @returns {string} "11.000"
 */
export function countOf(number, lang) {
  return new Intl.NumberFormat(LOCALES[lang]).format(number);
}
