import type { MailContent } from '../mail/render-mail.ts';

/**
 * What the server writes to people about their account. None of them repeats what a stranger typed but
 * the address itself: a name could be a message of its own.
 */
export interface AccountMails {
	/** To an address that was registered and has to be confirmed. */
	confirmAddress(token: string): MailContent;
	/** To an address that was registered although it has an account; `token` resets its password. */
	accountExists(token: string): MailContent;
	resetPassword(token: string): MailContent;
	/** To somebody whose account was made by somebody else. */
	invitation(token: string): MailContent;
	/** Afterwards, in case it was somebody else. */
	passwordChanged(): MailContent;
}

export interface AccountMailsOptions {
	/** See `Settings`. */
	publicUrl: string;
	/** Seconds. */
	verificationTtl: number;
	passwordResetTtl: number;
}

const inWords = (seconds: number): string => {
	const [count, unit] =
		seconds % 3600 === 0 ? [seconds / 3600, 'hour'] : [Math.max(1, Math.round(seconds / 60)), 'minute'];
	return count === 1 ? `one ${unit}` : `${count} ${unit}s`;
};

export const createAccountMails = (options: AccountMailsOptions): AccountMails => {
	const { publicUrl, verificationTtl, passwordResetTtl } = options;
	const page = (path: string, token?: string) =>
		`${publicUrl}/auth/${path}${token === undefined ? '' : `?${new URLSearchParams({ token })}`}`;

	return {
		confirmAddress: (token) => ({
			subject: 'Confirm your e-mail address',
			before: ['Somebody, hopefully you, asked for a Flotilla account with this e-mail address.'],
			links: [{ label: 'Confirm the address', url: page('verify-email', token) }],
			after: [
				`The link works once, for ${inWords(verificationTtl)}. The account exists from then on.`,
				'If it was not you, do not follow the link: then there will be no account.',
			],
		}),
		accountExists: (token) => ({
			subject: 'You already have an account',
			before: [
				'Somebody, hopefully you, tried to register this e-mail address at Flotilla. It has an account already, so nothing was changed.',
			],
			links: [
				{ label: 'Sign in', url: page('sign-in') },
				{ label: 'Choose a new password', url: page('reset-password', token) },
			],
			after: [
				`The second link works once, for ${inWords(passwordResetTtl)}. If it was not you, there is nothing to do.`,
			],
		}),
		resetPassword: (token) => ({
			subject: 'Choose a new password',
			before: ['Somebody, hopefully you, asked for a new password for the Flotilla account with this e-mail address.'],
			links: [{ label: 'Choose a new password', url: page('reset-password', token) }],
			after: [
				`The link works once, for ${inWords(passwordResetTtl)}. A new password signs you out everywhere.`,
				'If it was not you, there is nothing to do: the old password stays.',
			],
		}),
		invitation: (token) => ({
			subject: 'You have a Flotilla account',
			before: ['An administrator made a Flotilla account for this e-mail address.'],
			links: [
				{ label: 'Choose a password', url: page('reset-password', token) },
				{ label: 'Ask for another link', url: page('forgot-password') },
			],
			after: [`The first link works once, for ${inWords(passwordResetTtl)}. After that, ask for another.`],
		}),
		passwordChanged: () => ({
			subject: 'Your password was changed',
			before: ['The password of your Flotilla account was changed, and all other sessions were ended.'],
			links: [{ label: 'If it was not you, choose a new password', url: page('forgot-password') }],
		}),
	};
};
