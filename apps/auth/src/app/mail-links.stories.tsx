import { FakeFailure } from '@flotilla/testing';
import type { StoryWorld } from '@flotilla/testing/stories';
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
	title: 'Auth/Links of mails',
	render: renderAuth,
	beforeEach: onFreshDevice,
	parameters: { layout: 'fullscreen' },
	args: { address: '/auth/verify-email?token=one' },
};
export default meta;
type Story = StoryObj<AuthStoryArgs>;

const verify = 'POST /auth/verify-email';
const reset = 'POST /auth/reset-password';
const nova = 'nova@flotilla.test';
const registration = { firstName: 'Nova', lastName: 'Person', password: 'a long sentence' };

/** Nova registered, and her mail came. */
const withRegistration = ({ backend }: StoryWorld, { hasExpired = false } = {}): void => {
	backend.mails.push({ to: nova, purpose: 'verify-email', token: 'one', registration, hasExpired });
};
const withReset = ({ backend }: StoryWorld, { hasExpired = false } = {}): void => {
	backend.mails.push({ to: ada.email, purpose: 'reset-password', token: 'one', hasExpired });
};

export const AddressConfirmed: Story = {
	...inWorld({ prepare: (world) => withRegistration(world) }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		const heading = await canvas.findByRole('heading', { name: 'Address confirmed' });
		await waitFor(() => expect(heading).toHaveFocus());
		await expect(asked(worldOf(loaded), verify)).toBe(1);
		await userEvent.click(canvas.getByRole('link', { name: 'Sign in' }));
		await signIn(canvasElement, { email: nova, password: registration.password });
		await canvas.findByText('You are at /');
	},
};

export const Confirming: Story = {
	...inWorld({ answers: { [verify]: 'hangs' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { name: 'Confirming your address' });
	},
};

export const AddressLinkUsed: Story = {
	...inWorld({ prepare: ({ backend }) => backend.failNext(verify, new FakeFailure('LINK_USED')) }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { name: 'This link was used before' });
		await userEvent.click(canvas.getByRole('link', { name: 'Sign in' }));
		await canvas.findByRole('heading', { name: 'Sign in' });
	},
};

/** The old link does not tell the address, so it is asked for. */
export const AddressLinkExpired: Story = {
	...inWorld({ prepare: (world) => withRegistration(world, { hasExpired: true }) }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { name: 'This link has run out' });
		await userEvent.click(canvas.getByRole('button', { name: 'Send a new link' }));
		await canvas.findByText('Enter your e-mail address.');
		await userEvent.type(canvas.getByLabelText('E-mail'), nova);
		await userEvent.click(canvas.getByRole('button', { name: 'Send a new link' }));
		await canvas.findByRole('heading', { name: 'Check your mail' });
		await expect(worldOf(loaded).backend.mails).toHaveLength(2);
	},
};

export const AddressLinkInvalid: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { name: 'This link does not work' });
	},
};

export const AddressLinkIncomplete: Story = {
	...inWorld(),
	args: { address: '/auth/verify-email' },
	play: async ({ canvasElement, loaded }) => {
		await within(canvasElement).findByRole('heading', { name: 'This link does not work' });
		await expect(asked(worldOf(loaded), verify)).toBe(0);
	},
};

export const ConfirmingOffline: Story = {
	...inWorld({
		prepare(world) {
			withRegistration(world);
			world.backend.failNext(verify, 'network');
		},
	}),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText(/The server could not be reached.*The link is still good\./);
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByRole('heading', { name: 'Address confirmed' });
	},
};

export const ConfirmingTooOften: Story = {
	...inWorld({
		prepare: ({ backend }) => backend.failNext(verify, new FakeFailure('RATE_LIMITED', { retryAfter: 20 })),
	}),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: /^Try again in \d+ seconds$/ }));
		await expect(asked(worldOf(loaded), verify)).toBe(1);
	},
};

const askForLink = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByLabelText('E-mail'), ada.email);
	await userEvent.click(canvas.getByRole('button', { name: 'Send the link' }));
	return canvas;
};

export const ForgotPassword: Story = {
	...inWorld(),
	args: { address: '/auth/sign-in?return=/users?page=2' },
	play: async ({ canvasElement, loaded }) => {
		await userEvent.click(await within(canvasElement).findByRole('link', { name: 'Forgot password?' }));
		const canvas = await askForLink(canvasElement);
		await canvas.findByRole('heading', { name: 'Check your mail' });
		await expect(worldOf(loaded).backend.mails).toMatchObject([{ to: ada.email, purpose: 'reset-password' }]);
		await userEvent.click(canvas.getByRole('link', { name: 'Back to sign in' }));
		await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
	},
};

export const ForgotPasswordEmpty: Story = {
	...inWorld(),
	args: { address: '/auth/forgot-password' },
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Send the link' }));
		await canvas.findByText('Enter your e-mail address.');
		await expect(asked(worldOf(loaded), 'POST /auth/forgot-password')).toBe(0);
	},
};

export const ForgotPasswordOffline: Story = {
	...inWorld({ prepare: ({ backend }) => backend.failNext('POST /auth/forgot-password', 'network') }),
	args: { address: '/auth/forgot-password' },
	play: async ({ canvasElement }) => {
		const canvas = await askForLink(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByLabelText('E-mail')).toHaveValue(ada.email);
	},
};

const chooseNewPassword = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByLabelText('New password'), 'another long sentence');
	await userEvent.type(canvas.getByLabelText('New password again'), 'another long sentence');
	await userEvent.click(canvas.getByRole('button', { name: 'Change the password' }));
	return canvas;
};

export const NewPassword: Story = {
	...inWorld({ prepare: (world) => withReset(world) }),
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement }) => {
		await waitFor(() => expect(within(canvasElement).getByLabelText('New password')).toHaveFocus());
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByText('Your password was changed. Sign in with the new one.');
		await signIn(canvasElement, { password: 'another long sentence' });
		await canvas.findByText('You are at /');
	},
};

/** The form as it stands before anything is typed. */
export const NewPasswordEmpty: Story = { ...inWorld(), args: { address: '/auth/reset-password?token=one' } };

export const NewPasswordWhileSignedIn: Story = {
	...inWorld({ as: 'member', prepare: (world) => withReset(world) }),
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByText('Your password was changed. Sign in with the new one.');
	},
};

export const NewPasswordsDiffer: Story = {
	...inWorld(),
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('New password'), 'another long sentence');
		await userEvent.click(canvas.getByRole('button', { name: 'Change the password' }));
		await canvas.findByText('The two passwords differ.');
		await expect(asked(worldOf(loaded), reset)).toBe(0);
	},
};

export const PasswordLinkUsed: Story = {
	...inWorld({ prepare: ({ backend }) => backend.failNext(reset, new FakeFailure('LINK_USED')) }),
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByRole('heading', { name: 'This link was used before' });
	},
};

export const PasswordLinkExpired: Story = {
	...inWorld({ prepare: (world) => withReset(world, { hasExpired: true }) }),
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByRole('heading', { name: 'This link has run out' });
		await userEvent.click(canvas.getByRole('link', { name: 'Get a new link' }));
		await canvas.findByRole('heading', { name: 'Forgot your password?' });
	},
};

export const PasswordLinkIncomplete: Story = {
	...inWorld(),
	args: { address: '/auth/reset-password' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { name: 'This link does not work' });
	},
};

export const NewPasswordOffline: Story = {
	...inWorld({ prepare: ({ backend }) => backend.failNext(reset, 'network') }),
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByLabelText('New password')).toHaveValue('another long sentence');
	},
};

export const German: Story = { ...inWorld({ language: 'de' }) };

export const RightToLeft: Story = { ...inWorld({ language: 'ar-XB' }), globals: { direction: 'rtl' } };

export const Phone: Story = { ...inWorld(), globals: { viewport: { value: 'mobile1' } } };
