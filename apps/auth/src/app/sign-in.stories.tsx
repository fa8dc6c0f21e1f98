import { FakeFailure } from '@flotilla/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import {
	type AuthStoryArgs,
	ada,
	asked,
	inWorld,
	onFreshDevice,
	renderAuth,
	signIn,
	worldOf,
} from '../stories/auth-stage.tsx';

const meta: Meta<AuthStoryArgs> = {
	title: 'Auth/Sign in',
	render: renderAuth,
	beforeEach: onFreshDevice,
	parameters: { layout: 'fullscreen' },
	args: { address: '/auth/sign-in?return=/users?page=2' },
};
export default meta;
type Story = StoryObj<AuthStoryArgs>;

const login = 'POST /auth/login';

/** As it stands before anything is typed; the first field has the focus. */
export const Empty: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const email = await within(canvasElement).findByRole('textbox', { name: 'E-mail' });
		await waitFor(() => expect(email).toHaveFocus());
		await expect(document.title).toBe('Sign in · Flotilla');
	},
};

/** Leads to the page that was wanted. */
export const SignsIn: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
		await expect(asked(worldOf(loaded), login)).toBe(1);
	},
};

/** Enter sends; two of them send once. */
export const ByKeyboard: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveFocus());
		await userEvent.keyboard(ada.email);
		await userEvent.tab();
		await userEvent.keyboard('correct horse{Enter}{Enter}');
		await canvas.findByText('You are at /users?page=2');
		await expect(asked(worldOf(loaded), login)).toBe(1);
	},
};

export const PasswordCanBeShown: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('Password'), 'secret');
		await userEvent.tab();
		await expect(canvas.getByRole('button', { name: 'Show or hide the password' })).toHaveFocus();
		await userEvent.keyboard('{Enter}');
		await expect(canvas.getByLabelText('Password')).toHaveAttribute('type', 'text');
	},
};

export const CapsLockIsOn: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByLabelText('Password'));
		await userEvent.keyboard('{CapsLock}a');
		await expect(canvas.getByText('Caps lock is on.')).toBeVisible();
		await expect(canvas.getByLabelText('Password')).toHaveAccessibleDescription('Caps lock is on.');
		// In one go: what presses the keys forgets between two calls that it is on.
		await userEvent.keyboard('{CapsLock}a{CapsLock}b');
		await waitFor(() => expect(canvas.queryByText('Caps lock is on.')).toBeNull());
	},
};

/** Nothing moves when it says so, and the password alone has to be typed again. */
export const WrongPassword: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const button = await canvas.findByRole('button', { name: 'Sign in' });
		const before = button.getBoundingClientRect().top;
		await signIn(canvasElement, { password: 'wrong' });
		await canvas.findByText('E-mail address or password is wrong.');
		await expect(button.getBoundingClientRect().top).toBe(before);
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveValue(ada.email);
		await expect(canvas.getByLabelText('Password')).toHaveValue('');
		await expect(canvas.getByLabelText('Password')).toHaveFocus();
		await expect(canvas.getByLabelText('Password')).toBeInvalid();
	},
};

export const NothingTyped: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Sign in' }));
		await canvas.findByText('Enter your e-mail address.');
		await canvas.findByText('Enter your password.');
		const email = canvas.getByRole('textbox', { name: 'E-mail' });
		await expect(email).toHaveFocus();
		await expect(asked(worldOf(loaded), login)).toBe(0);
		await userEvent.type(email, 'a');
		await expect(canvas.queryByText('Enter your e-mail address.')).toBeNull();
	},
};

export const NoAddress: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement, { email: 'no address' });
		await canvas.findByText('This is not an e-mail address.');
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveFocus();
	},
};

/** The time is for the address that was tried: with another one there is none. */
export const TooManyAttempts: Story = {
	...inWorld({
		prepare: ({ backend }) => backend.failNext(login, new FakeFailure('RATE_LIMITED', { retryAfter: 60 })),
	}),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText('Too many attempts. You can try again when the time on the button is over.');
		const button = canvas.getByRole('button', { name: /^Try again in \d+ seconds$/ });
		await expect(button).toHaveAttribute('aria-disabled', 'true');
		await userEvent.click(button);
		await expect(asked(worldOf(loaded), login)).toBe(1);
		const email = canvas.getByRole('textbox', { name: 'E-mail' });
		await userEvent.type(email, 'x');
		await canvas.findByRole('button', { name: 'Sign in' });
		await userEvent.type(email, '{Backspace}');
		await canvas.findByRole('button', { name: /^Try again in/ });
	},
};

/** Somebody else tries at the same device, and is limited as well: they are told, too. */
export const AnotherOneIsLimitedToo: Story = {
	...inWorld({
		prepare: ({ backend }) => {
			backend.failNext(login, new FakeFailure('RATE_LIMITED', { retryAfter: 60 }));
			backend.failNext(login, new FakeFailure('RATE_LIMITED', { retryAfter: 60 }));
		},
	}),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByRole('button', { name: /^Try again in/ });
		const email = canvas.getByRole('textbox', { name: 'E-mail' });
		await userEvent.clear(email);
		await userEvent.type(email, 'b@flotilla.test');
		await userEvent.click(await canvas.findByRole('button', { name: 'Sign in' }));
		await waitFor(() => expect(asked(worldOf(loaded), login)).toBe(2));
		await canvas.findByRole('button', { name: /^Try again in/ });
		await canvas.findByText('Too many attempts. You can try again when the time on the button is over.');
	},
};

/** After a reload the server would refuse still, so the page goes on waiting, with the address that was tried. */
export const WaitOutlivesAReload: Story = {
	...inWorld(),
	beforeEach: () => {
		const wait = { until: Date.now() + 600_000, about: ada.email };
		sessionStorage.setItem('flotilla.wait.sign-in', JSON.stringify(wait));
	},
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('button', { name: 'Try again in 10 minutes' });
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveValue(ada.email);
	},
};

export const Locked: Story = {
	...inWorld({
		prepare: ({ backend }) => backend.failNext(login, new FakeFailure('SIGN_IN_LOCKED', { retryAfter: 900 })),
	}),
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText(/Too many wrong passwords/);
		await canvas.findByRole('button', { name: 'Try again in 15 minutes' });
		await userEvent.click(canvas.getByRole('link', { name: 'Choose a new password' }));
		await canvas.findByRole('heading', { name: 'Forgot your password?' });
	},
};

export const AddressNotConfirmed: Story = {
	...inWorld({
		users: [{ ...ada, emailVerified: false }],
		prepare: ({ backend }) => {
			backend.outboxPath = '/api/dev/mails';
		},
	}),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText(/Confirm your e-mail address first/);
		await userEvent.click(await canvas.findByRole('button', { name: 'Send the mail again' }));
		await canvas.findByText('Sent. It may take a minute; look into the spam folder as well.');
		await expect(asked(worldOf(loaded), 'POST /auth/resend-verification')).toBe(1);
		const button = canvas.getByRole('button', { name: /^Send it again in/ });
		await userEvent.click(button);
		await expect(asked(worldOf(loaded), 'POST /auth/resend-verification')).toBe(1);
		await expect(canvas.getByRole('link', { name: 'Read it on the page for mails' })).toHaveAttribute(
			'href',
			'/api/dev/mails',
		);
	},
};

export const AccountInactive: Story = {
	...inWorld({ users: [{ ...ada, status: 'inactive' }] }),
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText(/This account is not active/);
	},
};

export const ServerFails: Story = {
	...inWorld({ answers: { [login]: 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText(/Something went wrong on our side/);
		await expect(canvas.getByLabelText('Password')).toHaveValue('correct horse');
	},
};

export const ConnectionLost: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		await within(canvasElement).findByLabelText('Password');
		worldOf(loaded).setOnline(false);
		const canvas = await signIn(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection.');
		worldOf(loaded).setOnline(true);
		await userEvent.click(canvas.getByRole('button', { name: 'Sign in' }));
		await canvas.findByText('You are at /users?page=2');
	},
};

/** The focus stays where it is. */
export const Waiting: Story = {
	...inWorld({ answers: { [login]: 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		const button = canvas.getByRole('button', { name: 'Sign in' });
		await waitFor(() => expect(button).toHaveAttribute('aria-busy', 'true'));
		await expect(button).toHaveFocus();
	},
};

/** One comes back to where one was. */
export const AfterTheSessionEnded: Story = {
	...inWorld({
		as: 'member',
		async prepare({ backend, platform }) {
			backend.failNext('POST /auth/refresh', new FakeFailure('SESSION_EXPIRED'));
			backend.cookieUserId = null;
			await platform.session.refresh().catch(() => undefined);
		},
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Your session has ended. Sign in to go on where you were.');
		await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
	},
};

export const AfterSomebodyEndedTheSession: Story = {
	...inWorld({
		as: 'member',
		async prepare({ backend, platform }) {
			backend.failNext('POST /auth/refresh', new FakeFailure('SESSION_REVOKED'));
			await platform.session.refresh().catch(() => undefined);
		},
	}),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('You were signed out for your safety. Sign in again to continue.');
	},
};

export const AfterANewPassword: Story = {
	...inWorld(),
	args: { address: '/auth/sign-in?password=changed' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('Your password was changed. Sign in with the new one.');
	},
};

export const AlreadySignedIn: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('You are at /users?page=2');
	},
};

/** Another tab of the browser signs in, and this page goes on by itself. */
export const SignedInElsewhere: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('button', { name: 'Sign in' });
		await worldOf(loaded).platform.session.signIn({ email: ada.email, password: 'correct horse' });
		await canvas.findByText('You are at /users?page=2');
	},
};

export const ReturnToAnotherOriginIsRefused: Story = {
	...inWorld(),
	args: { address: '/auth/sign-in?return=//evil.test' },
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText('You are at /');
	},
};

/** No form while it is not known whether somebody is signed in, and no spinner without an end. */
export const ServerUnreachable: Story = {
	...inWorld({ as: 'member', online: false }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { name: 'The server cannot be reached' });
		await expect(canvas.queryByLabelText('Password')).toBeNull();
		worldOf(loaded).setOnline(true);
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByText('You are at /users?page=2');
	},
};

/** From one page to the other and back: the wanted page is not forgotten. */
export const BetweenThePages: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('link', { name: 'Create an account' }));
		await canvas.findByRole('heading', { name: 'Create an account' });
		await userEvent.click(canvas.getByRole('link', { name: 'Sign in' }));
		await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
	},
};

/** What somebody without settings can choose: both go by the keyboard. */
export const LanguageAndAppearance: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		const language = await canvas.findByRole('button', { name: 'Language: English' });
		language.focus();
		await userEvent.keyboard('{Enter}');
		await userEvent.click(await canvas.findByRole('menuitem', { name: 'Deutsch' }));
		await canvas.findByRole('heading', { name: 'Anmelden' });
		await expect(document.documentElement.lang).toBe('de');
		await userEvent.click(canvas.getByRole('button', { name: 'Sprache: Deutsch' }));
		await userEvent.click(await canvas.findByRole('menuitem', { name: 'English' }));
		await canvas.findByRole('heading', { name: 'Sign in' });
		await userEvent.click(canvas.getByRole('button', { name: 'Appearance' }));
		await expect(await canvas.findByRole('menuitem', { name: 'As the system' })).toBeVisible();
		await userEvent.keyboard('{Escape}');
	},
};

export const German: Story = {
	...inWorld({ language: 'de' }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Anmelden' }));
		await canvas.findByText('Geben Sie Ihre E-Mail-Adresse ein.');
	},
};

export const LongText: Story = { ...inWorld({ language: 'en-XA' }) };

export const RightToLeft: Story = { ...inWorld({ language: 'ar-XB' }), globals: { direction: 'rtl' } };

export const Phone: Story = { ...inWorld(), globals: { viewport: { value: 'mobile1' } } };
