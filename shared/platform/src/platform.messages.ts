import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

/** What the platform tells a person by itself. */
export const platformMessages = defineMessages(en, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
