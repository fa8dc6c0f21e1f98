import { defineMessages } from '@flotilla/i18n';
import en from './messages/en.json';

export const showActivityMessages = defineMessages(en, { de: () => import('./messages/de.json') });
