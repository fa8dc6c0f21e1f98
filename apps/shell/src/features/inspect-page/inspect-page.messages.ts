import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

export const inspectPageMessages = defineMessages(en, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
