import { defineMessages } from '@flotilla/i18n';
import en from './messages/developers/en.json' with { type: 'json' };

export const inspectPageMessages = defineMessages(en, {
	de: () => import('./messages/developers/de.json', { with: { type: 'json' } }),
});
