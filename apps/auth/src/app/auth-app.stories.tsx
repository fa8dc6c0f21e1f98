import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import { type AuthResponse, rolePermissions, type User } from '@flotilla/contracts';
import { createSession, type SessionAuthPort, SessionProvider } from '@flotilla/session';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect, useState } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
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

interface Args {
	/** The address the person came to. */
	address: string;
	/** What the server answers. */
	login: SessionAuthPort['login'];
	register: SessionAuthPort['register'];
	refresh: SessionAuthPort['refresh'];
}

const Elsewhere = () => {
	const { pathname, search } = useLocation();
	return <p>{`You are at ${pathname}${search}`}</p>;
};

const Stage = ({ address, login, register, refresh }: Args) => {
	const [session] = useState(() =>
		createSession({
			auth: { login, register, refresh, logout: () => Promise.resolve(null) },
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
					<Route path="/auth/*" element={<AuthApp />} />
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
		register: fn(accept),
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
		await expect(canvas.getByRole('button', { name: /^Try again in \d+ s$/ })).toBeDisabled();
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

export const Register: Story = {
	args: { address: '/auth/register?return=/files' },
	play: async ({ canvasElement, args }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('First name'), 'Ada');
		await userEvent.type(canvas.getByLabelText('Last name'), 'Lovelace');
		await userEvent.type(canvas.getByLabelText('E-mail'), 'ada@flotilla.test');
		await userEvent.type(canvas.getByLabelText('Password'), 'a long sentence');
		await userEvent.type(canvas.getByLabelText('Password again'), 'a long sentence');
		await userEvent.click(canvas.getByLabelText('I accept the terms of use'));
		await userEvent.click(canvas.getByRole('button', { name: 'Create account' }));
		await canvas.findByText('You are at /files');
		await expect(args.register).toHaveBeenCalledOnce();
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
