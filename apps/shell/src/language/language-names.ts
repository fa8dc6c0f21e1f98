/** What languages are called by those who speak them. */
export const languageNames: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch' };
