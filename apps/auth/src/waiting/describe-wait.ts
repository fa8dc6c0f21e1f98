import type { Translate } from '@flotilla/i18n';
import type { AccountMessage } from '../messages/account.messages.ts';

const units = [
	{ key: 'hours', seconds: 3600, from: 90 * 60 },
	{ key: 'minutes', seconds: 60, from: 90 },
	{ key: 'seconds', seconds: 1, from: 0 },
] as const;

/** `30 seconds`, `15 minutes`, `2 hours`: in the largest unit that says enough, never less than what is left. */
export const describeWait = (t: Translate<AccountMessage>, seconds: number): string => {
	const unit = units.find(({ from }) => seconds > from) ?? units[2];
	return t(unit.key, { count: Math.ceil(seconds / unit.seconds) });
};
