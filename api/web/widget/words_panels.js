/** What the panels say, in both languages; merged into WORDS. */
export const PANEL_WORDS = {
  de: {},
  en: {},
};
