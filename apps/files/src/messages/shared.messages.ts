import { defineMessages } from '@flotilla/i18n';
import en from './en.json' with { type: 'json' };

/** What several features say. */
export const sharedMessages = defineMessages(en, {
	de: () => import('./de.json', { with: { type: 'json' } }),
});
