import type { Translate } from '@flotilla/i18n';
import type { AccountMessage } from '../messages/account.messages.ts';

/** What is wrong, in our own words or, where there are none, in the server's. */
export type Problem =
	| { key: AccountMessage; values?: Readonly<Record<string, string | number>> }
	/** English, from the server. */
	| { text: string };

/** Problems by the names of fields. */
export type FieldProblems<Name extends string = string> = Partial<Record<Name, Problem>>;

export const problemText = (t: Translate<AccountMessage>, problem: Problem): string =>
	'key' in problem ? t(problem.key, problem.values) : problem.text;
