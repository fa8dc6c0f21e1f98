import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

/** What roles, statuses and the fields of a person are called, by their values and names. */
export const personMessages = defineMessages(en, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
