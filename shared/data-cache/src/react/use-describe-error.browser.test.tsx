import { ApiError } from '@flotilla/api-client';
import { createI18n, I18nProvider, type Language } from '@flotilla/i18n';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import { OutboxError } from '../outbox/outbox-error.ts';
import { useDescribeError } from './use-describe-error.ts';

const Said = ({ error }: { error: unknown }) => useDescribeError()(error);

const say = (error: unknown, language: Language) => {
	const container = document.createElement('div');
	const root = createRoot(container);
	onTestFinished(() => root.unmount());
	root.render(
		<I18nProvider i18n={createI18n({ language, storage: null, root: null })}>
			<Suspense>
				<Said error={error} />
			</Suspense>
		</I18nProvider>,
	);
	return () => container.textContent;
};
const lost = new ApiError({ code: 'TIMEOUT', message: 'Too slow.', request: { method: 'GET', path: '/users' } });

it('says what the server and what the outbox refused in the language of the page', async () => {
	await expect.poll(say(lost, 'de')).toBe('Der Server hat zu lange nicht geantwortet.');
	await expect
		.poll(say(new OutboxError('OUTBOX_WRONG_STATE'), 'en'))
		.toBe('This cannot be done with the change as it is now.');
	await expect.poll(say(new OutboxError('OUTBOX_UNKNOWN_OPERATION'), 'de')).toBe('Diese Änderung wartet nicht mehr.');
});
