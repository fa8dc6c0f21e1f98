import { createTranslate } from '@flotilla/i18n';
import { expect, it } from 'vitest';
import { accountMessages } from '../messages/account.messages.ts';
import { describeWait } from './describe-wait.ts';

it.each([
	[1, '1 second'],
	[30, '30 seconds'],
	[90, '90 seconds'],
	[91, '2 minutes'],
	[900, '15 minutes'],
	[5400, '90 minutes'],
	[5401, '2 hours'],
	[86_400, '24 hours'],
])('%d seconds are %s', (seconds, expected) => {
	expect(describeWait(createTranslate(accountMessages), seconds)).toBe(expected);
});
