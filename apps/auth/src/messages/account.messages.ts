import { defineMessages } from '@flotilla/i18n';
import en from './en.json' with { type: 'json' };

/** What several pages say. */
export const accountMessages = defineMessages(en, {
	de: () => import('./de.json', { with: { type: 'json' } }),
});

export type AccountMessage = keyof typeof en;
