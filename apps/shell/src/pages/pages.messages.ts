import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

/** What the shell's own pages are called, wherever that stands. */
export const pagesMessages = defineMessages(en, { de: () => import('./messages/de.json', { with: { type: 'json' } }) });
