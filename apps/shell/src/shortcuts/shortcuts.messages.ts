import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

/** What the shell's own shortcuts do. */
export const shortcutsMessages = defineMessages(en, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
