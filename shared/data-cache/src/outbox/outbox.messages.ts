import { type Catalogue, defineMessages } from '@flotilla/i18n';
import { type OutboxErrorCode, outboxErrorCodes } from './outbox-error.ts';

/** What every code of the outbox says. English is the codes' own, so that it is in the page once. */
export const outboxMessages: Catalogue<OutboxErrorCode> = defineMessages(outboxErrorCodes, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
