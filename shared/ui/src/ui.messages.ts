import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

/** What the components say by themselves. Whoever owns the page loads it before the first render. */
export const uiMessages = defineMessages(en, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
