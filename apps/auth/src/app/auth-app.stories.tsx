import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import { type AuthResponse, rolePermissions, type User } from '@flotilla/contracts';
import { createSession, type SessionAuthPort, SessionProvider } from '@flotilla/session';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect, useState } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import type { AccountPort } from '../account/account-port.ts';
import { AuthApp } from './auth-app.tsx';

const ada: User = {
	id: '0198c0de-0000-7000-8000-000000000001',
	email: 'ada@flotilla.test',
	firstName: 'Ada',
	lastName: 'Lovelace',
	role: 'member',
	status: 'active',
	emailVerified: true,
	version: 1,
	createdAt: '2026-01-01T00:00:00.000Z',
	updatedAt: '2026-01-01T00:00:00.000Z',
	lastSignInAt: null,
	avatarUrl: null,
};
const answer: AuthResponse = {
	user: ada,
	permissions: [...rolePermissions.member],
	token: 'token',
	expiresIn: 900,
	expiresAt: '2027-01-01T00:00:00.000Z',
	position: { epoch: 'one', offset: 0 },
};

const refuse = (init: Omit<ApiErrorInit, 'request'>) => () =>
	Promise.reject(new ApiError({ ...init, request: { method: 'POST', path: '/auth' } }));
const never = () => new Promise<never>(() => {});
const accept = () => Promise.resolve(answer);
const promise = ({ email }: { email: string }) => Promise.resolve({ email, message: 'A mail is on its way.' });
const linkInvalid = refuse({ code: 'LINK_INVALID', status: 410, message: 'This link does not work.' });
const offline = refuse({ code: 'NETWORK_ERROR', message: 'The server could not be reached. Check the connection.' });

interface Args {
	/** The address the person came to. */
	address: string;
	/** What the server answers. */
	login: SessionAuthPort['login'];
	refresh: SessionAuthPort['refresh'];
	register: AccountPort['register'];
	verifyEmail: AccountPort['verifyEmail'];
	resendVerification: AccountPort['resendVerification'];
	forgotPassword: AccountPort['forgotPassword'];
	resetPassword: AccountPort['resetPassword'];
}

const Elsewhere = () => {
	const { pathname, search } = useLocation();
	return <p>{`You are at ${pathname}${search}`}</p>;
};

const Stage = ({ address, login, refresh, ...account }: Args) => {
	const [session] = useState(() =>
		createSession({
			auth: { login, refresh, logout: () => Promise.resolve(null) },
			locks: undefined,
			createChannel: undefined,
			storage: undefined,
			restoreRetryDelays: [],
		}),
	);
	useEffect(() => {
		void session.restore();
	}, [session]);
	return (
		<SessionProvider session={session}>
			<MemoryRouter initialEntries={[address]}>
				<Routes>
					<Route path="/auth/*" element={<AuthApp account={account} />} />
					<Route path="*" element={<Elsewhere />} />
				</Routes>
			</MemoryRouter>
		</SessionProvider>
	);
};

const meta: Meta<Args> = {
	title: 'Auth/Pages',
	render: (args) => <Stage {...args} />,
	parameters: { layout: 'fullscreen' },
	args: {
		address: '/auth/sign-in?return=/users?page=2',
		login: fn(accept),
		register: fn(promise),
		verifyEmail: fn(() => Promise.resolve({ email: ada.email, passwordToken: null })),
		resendVerification: fn(promise),
		forgotPassword: fn(promise),
		resetPassword: fn(() => Promise.resolve(null)),
		refresh: refuse({ code: 'SESSION_EXPIRED', status: 401, message: 'The session has ended. Sign in again.' }),
	},
};
export default meta;
type Story = StoryObj<Args>;

const signIn = async (canvasElement: HTMLElement, password = 'a long sentence') => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByRole('textbox', { name: 'E-mail' }), 'ada@flotilla.test');
	await userEvent.type(canvas.getByLabelText('Password'), password);
	await userEvent.click(canvas.getByRole('button', { name: 'Sign in' }));
	return canvas;
};

export const SignIn: Story = {
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveFocus());
		await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
		await expect(args.login).toHaveBeenCalledOnce();
		const body = { email: 'ada@flotilla.test', password: 'a long sentence', rememberMe: false };
		await expect(args.login).toHaveBeenCalledWith(body);
	},
};

/** The form as it stands before anything is typed. */
export const SignInEmpty: Story = {};

export const PasswordCanBeShown: Story = {
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('Password'), 'secret');
		await userEvent.click(canvas.getByRole('button', { name: 'Show or hide the password' }));
		await expect(canvas.getByLabelText('Password')).toHaveAttribute('type', 'text');
	},
};

export const WrongPassword: Story = {
	args: {
		login: refuse({ code: 'INVALID_CREDENTIALS', status: 401, message: 'E-mail address or password is wrong.' }),
	},
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement, 'wrong');
		await canvas.findByText('E-mail address or password is wrong.');
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ada@flotilla.test');
		await expect(canvas.getByLabelText('Password')).toHaveValue('');
		await expect(canvas.getByLabelText('Password')).toHaveFocus();
	},
};

export const NothingTyped: Story = {
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Sign in' }));
		await canvas.findByText('Enter your e-mail address.');
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveFocus();
		await expect(args.login).not.toHaveBeenCalled();
		await userEvent.type(canvas.getByRole('textbox', { name: 'E-mail' }), 'a');
		await expect(canvas.queryByText('Enter your e-mail address.')).toBeNull();
	},
};

export const RefusedAtField: Story = {
	args: {
		login: refuse({
			code: 'VALIDATION_FAILED',
			status: 422,
			message: 'Some values are missing or not valid.',
			errors: { email: ['This is not an e-mail address.'] },
		}),
	},
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText('This is not an e-mail address.');
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toBeInvalid();
	},
};

export const TooManyAttempts: Story = {
	args: { login: refuse({ code: 'RATE_LIMITED', status: 429, message: 'Too many requests.', retryAfter: 30 }) },
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText('Too many attempts. Try again in 30 seconds.');
		await expect(canvas.getByRole('button', { name: /^Try again in \d+ seconds$/ })).toBeDisabled();
	},
};

export const Locked: Story = {
	args: { login: refuse({ code: 'SIGN_IN_LOCKED', status: 429, message: 'Locked.', retryAfter: 900 }) },
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await canvas.findByText('Too many attempts. Try again in 15 minutes.');
		await expect(canvas.getByRole('button', { name: 'Try again in 15 minutes' })).toBeDisabled();
	},
};

export const AddressNotConfirmed: Story = {
	args: {
		login: refuse({
			code: 'EMAIL_NOT_VERIFIED',
			status: 403,
			message: 'Confirm your e-mail address first: follow the link we sent you.',
		}),
	},
	play: async ({ canvasElement, args }) => {
		const canvas = await signIn(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Send the mail again' }));
		await canvas.findByText('Sent. It may take a minute; look into the spam folder as well.');
		await expect(args.resendVerification).toHaveBeenCalledWith({ email: 'ada@flotilla.test' });
		await expect(canvas.getByRole('button', { name: /^Send it again in/ })).toBeDisabled();
	},
};

export const Waiting: Story = {
	args: { login: never },
	play: async ({ canvasElement }) => {
		const canvas = await signIn(canvasElement);
		await expect(canvas.getByRole('button', { name: 'Sign in' })).toHaveAttribute('data-loading', 'true');
	},
};

export const LookingForSession: Story = { args: { refresh: never } };

export const AlreadySignedIn: Story = {
	args: { refresh: accept },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('You are at /users?page=2');
	},
};

export const ReturnToAnotherOriginIsRefused: Story = {
	args: { address: '/auth/sign-in?return=//evil.test' },
	play: async ({ canvasElement }) => {
		await signIn(canvasElement);
		await within(canvasElement).findByText('You are at /');
	},
};

const registerAda = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByLabelText('First name'), 'Ada');
	await userEvent.type(canvas.getByLabelText('Last name'), 'Lovelace');
	await userEvent.type(canvas.getByLabelText('E-mail'), 'ada@flotilla.test');
	await userEvent.type(canvas.getByLabelText('Password'), 'a long sentence');
	await userEvent.type(canvas.getByLabelText('Password again'), 'a long sentence');
	await userEvent.click(canvas.getByLabelText('I accept the terms of use'));
	await userEvent.click(canvas.getByRole('button', { name: 'Create account' }));
	return canvas;
};

export const Register: Story = {
	args: { address: '/auth/register?return=/files' },
	play: async ({ canvasElement, args }) => {
		const canvas = await registerAda(canvasElement);
		await canvas.findByText('We sent a mail to ada@flotilla.test. Follow its link to go on.');
		await waitFor(() => expect(canvas.getByRole('heading', { name: 'Check your mail' })).toHaveFocus());
		await expect(args.register).toHaveBeenCalledOnce();
	},
};

export const RegisterThenSignIn: Story = {
	args: { address: '/auth/register?return=/files' },
	play: async ({ canvasElement }) => {
		const canvas = await registerAda(canvasElement);
		await userEvent.click(await canvas.findByRole('link', { name: 'Sign in' }));
		await signIn(canvasElement);
		await canvas.findByText('You are at /files');
	},
};

export const RegisterMailCannotBeSentAgain: Story = {
	args: { address: '/auth/register', resendVerification: offline },
	play: async ({ canvasElement }) => {
		const canvas = await registerAda(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Send the mail again' }));
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByRole('button', { name: 'Send the mail again' })).toBeEnabled();
	},
};

export const RegisterIncomplete: Story = {
	args: { address: '/auth/register' },
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('Password'), 'short');
		await userEvent.click(canvas.getByRole('button', { name: 'Create account' }));
		await canvas.findByText('Enter your first name.');
		await canvas.findByText('Use at least 10 characters.');
		await canvas.findByText('The two passwords differ.');
		await canvas.findByText('The terms have to be accepted.');
		await expect(canvas.getByLabelText('First name')).toHaveFocus();
		await expect(args.register).not.toHaveBeenCalled();
	},
};

const resend = async (canvasElement: HTMLElement) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByLabelText('E-mail'), 'ada@flotilla.test');
	await userEvent.click(canvas.getByRole('button', { name: 'Send the link' }));
	return canvas;
};

export const ForgotPassword: Story = {
	play: async ({ canvasElement, args }) => {
		await userEvent.click(await within(canvasElement).findByRole('link', { name: 'Forgot password?' }));
		const canvas = await resend(canvasElement);
		await canvas.findByRole('heading', { name: 'Check your mail' });
		await expect(args.forgotPassword).toHaveBeenCalledWith({ email: 'ada@flotilla.test' });
		await userEvent.click(canvas.getByRole('link', { name: 'Back to sign in' }));
		await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
	},
};

export const ForgotPasswordEmpty: Story = {
	args: { address: '/auth/forgot-password' },
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Send the link' }));
		await canvas.findByText('Enter your e-mail address.');
		await expect(args.forgotPassword).not.toHaveBeenCalled();
	},
};

export const ForgotPasswordOffline: Story = {
	args: { address: '/auth/forgot-password', forgotPassword: offline },
	play: async ({ canvasElement }) => {
		const canvas = await resend(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByLabelText('E-mail')).toHaveValue('ada@flotilla.test');
	},
};

export const AddressConfirmed: Story = {
	args: { address: '/auth/verify-email?token=one' },
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await waitFor(() => expect(canvas.getByRole('heading', { name: 'Address confirmed' })).toHaveFocus());
		await expect(args.verifyEmail).toHaveBeenCalledOnce();
		await expect(args.verifyEmail).toHaveBeenCalledWith({ token: 'one' });
		await userEvent.click(canvas.getByRole('link', { name: 'Sign in' }));
		await canvas.findByRole('heading', { name: 'Sign in' });
	},
};

export const AddressRegisteredTwice: Story = {
	args: {
		address: '/auth/verify-email?token=one',
		verifyEmail: () => Promise.resolve({ email: ada.email, passwordToken: 'two' }),
	},
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('link', { name: 'Choose a password' }));
		await chooseNewPassword(canvasElement);
		await canvas.findByText('Your password was changed. Sign in with the new one.');
		await expect(args.resetPassword).toHaveBeenCalledWith(expect.objectContaining({ token: 'two' }));
	},
};

export const ConfirmingAddress: Story = { args: { address: '/auth/verify-email?token=one', verifyEmail: never } };

export const AddressLinkInvalid: Story = {
	args: { address: '/auth/verify-email?token=one', verifyEmail: linkInvalid },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { name: 'This link does not work' });
	},
};

export const AddressLinkIncomplete: Story = {
	args: { address: '/auth/verify-email' },
	play: async ({ canvasElement, args }) => {
		await within(canvasElement).findByRole('heading', { name: 'This link does not work' });
		await expect(args.verifyEmail).not.toHaveBeenCalled();
	},
};

export const ConfirmingOffline: Story = {
	args: { address: '/auth/verify-email?token=one', verifyEmail: fn(offline) },
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection. The link is still good.');
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await waitFor(() => expect(args.verifyEmail).toHaveBeenCalledTimes(2));
		await canvas.findByRole('button', { name: 'Try again' });
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
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement, args }) => {
		await waitFor(() => expect(within(canvasElement).getByLabelText('New password')).toHaveFocus());
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByText('Your password was changed. Sign in with the new one.');
		const body = { token: 'one', password: 'another long sentence', confirmPassword: 'another long sentence' };
		await expect(args.resetPassword).toHaveBeenCalledWith(body);
	},
};

/** The form as it stands before anything is typed. */
export const NewPasswordEmpty: Story = { args: { address: '/auth/reset-password?token=one' } };

export const NewPasswordWhileSignedIn: Story = {
	args: { address: '/auth/reset-password?token=one', refresh: accept },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByText('Your password was changed. Sign in with the new one.');
	},
};

export const NewPasswordsDiffer: Story = {
	args: { address: '/auth/reset-password?token=one' },
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('New password'), 'another long sentence');
		await userEvent.click(canvas.getByRole('button', { name: 'Change the password' }));
		await canvas.findByText('The two passwords differ.');
		await expect(args.resetPassword).not.toHaveBeenCalled();
	},
};

export const PasswordLinkInvalid: Story = {
	args: { address: '/auth/reset-password?token=one', resetPassword: linkInvalid },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByRole('heading', { name: 'This link does not work' });
		await userEvent.click(canvas.getByRole('link', { name: 'Get a new link' }));
		await canvas.findByRole('heading', { name: 'Forgot your password?' });
	},
};

export const NewPasswordOffline: Story = {
	args: { address: '/auth/reset-password?token=one', resetPassword: offline },
	play: async ({ canvasElement }) => {
		const canvas = await chooseNewPassword(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByLabelText('New password')).toHaveValue('another long sentence');
	},
};

/** From one page to the other and back: the wanted page is not forgotten. */
export const BetweenThePages: Story = {
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('link', { name: 'Create an account' }));
		await canvas.findByRole('heading', { name: 'Create an account' });
		await userEvent.click(canvas.getByRole('link', { name: 'Sign in' }));
		await signIn(canvasElement);
		await canvas.findByText('You are at /users?page=2');
	},
};

export const Phone: Story = { args: { address: '/auth/register' }, globals: { viewport: { value: 'mobile1' } } };
