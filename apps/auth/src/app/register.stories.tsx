import { FakeFailure } from '@flotilla/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { type AuthStoryArgs, asked, inWorld, onFreshDevice, renderAuth, worldOf } from '../stories/auth-stage.tsx';

const meta: Meta<AuthStoryArgs> = {
	title: 'Auth/Register',
	render: renderAuth,
	beforeEach: onFreshDevice,
	parameters: { layout: 'fullscreen' },
	args: { address: '/auth/register?return=/files' },
};
export default meta;
type Story = StoryObj<AuthStoryArgs>;

const register = 'POST /auth/register';

const registerNova = async (canvasElement: HTMLElement, { email = 'nova@flotilla.test' } = {}) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByLabelText('First name'), 'Nova');
	await userEvent.type(canvas.getByLabelText('Last name'), 'Person');
	await userEvent.type(canvas.getByLabelText('E-mail'), email);
	await userEvent.type(canvas.getByLabelText('Password'), 'a long sentence');
	await userEvent.type(canvas.getByLabelText('Password again'), 'a long sentence');
	await userEvent.click(canvas.getByRole('checkbox', { name: 'I accept the terms of use' }));
	await userEvent.click(canvas.getByRole('button', { name: 'Create account' }));
	return canvas;
};

export const Empty: Story = { ...inWorld() };

/** The account comes with the link of the mail; the mail can be asked for again after a while. */
export const ChecksTheMail: Story = {
	...inWorld({
		prepare: ({ backend }) => {
			backend.outboxPath = '/api/dev/mails';
		},
	}),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await registerNova(canvasElement);
		const heading = await canvas.findByRole('heading', { name: 'Check your mail' });
		await waitFor(() => expect(heading).toHaveFocus());
		await expect(canvas.getByText('nova@flotilla.test')).toBeVisible();
		await canvas.findByRole('button', { name: /^Send it again in/ });
		await expect(canvas.getByRole('link', { name: 'Read it on the page for mails' })).toBeVisible();
		await expect(worldOf(loaded).backend.mails).toMatchObject([{ to: 'nova@flotilla.test', purpose: 'verify-email' }]);
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/auth/check-mail?return=%2Ffiles'));
	},
};

/** An address with an account is answered alike: who reads its mail learns the rest. */
export const AddressHasAnAccount: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await registerNova(canvasElement, { email: 'ada@flotilla.test' });
		await canvas.findByRole('heading', { name: 'Check your mail' });
		await expect(worldOf(loaded).backend.mails).toMatchObject([{ purpose: 'reset-password' }]);
	},
};

export const MailCannotBeSentAgain: Story = {
	...inWorld({ prepare: ({ backend }) => backend.failNext('POST /auth/resend-verification', 'network') }),
	play: async ({ canvasElement }) => {
		const canvas = await registerNova(canvasElement);
		await canvas.findByRole('heading', { name: 'Check your mail' });
		// As if the time were over.
		sessionStorage.clear();
		await userEvent.click(canvas.getByRole('link', { name: 'Sign in' }));
		await canvas.findByRole('heading', { name: 'Sign in' });
		await userEvent.type(canvas.getByRole('textbox', { name: 'E-mail' }), 'nova@flotilla.test');
		await userEvent.type(canvas.getByLabelText('Password'), 'a long sentence');
		await userEvent.click(canvas.getByRole('button', { name: 'Sign in' }));
		await userEvent.click(await canvas.findByRole('button', { name: 'Send the mail again' }));
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByRole('button', { name: 'Send the mail again' })).toBeVisible();
	},
};

export const Incomplete: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('Password'), 'short');
		await userEvent.click(canvas.getByRole('button', { name: 'Create account' }));
		await canvas.findByText('Enter your first name.');
		await canvas.findByText('Use at least 10 characters.');
		await canvas.findByText('The two passwords differ.');
		await canvas.findByText('The terms have to be accepted.');
		await expect(canvas.getByLabelText('First name')).toHaveFocus();
		await expect(asked(worldOf(loaded), register)).toBe(0);
	},
};

/** What is typed is weighed at once, with what is known of the person. */
export const PasswordStrength: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('First name'), 'Nova');
		const password = canvas.getByLabelText('Password');
		await userEvent.type(password, 'abc');
		await waitFor(() => expect(password).toHaveAccessibleDescription('7 more characters to go.'));
		await userEvent.clear(password);
		await userEvent.type(password, 'password123');
		await waitFor(() => expect(password).toHaveAccessibleDescription(/^(Very weak|Weak)\. /));
		await userEvent.clear(password);
		await userEvent.type(password, 'three boats in the fog');
		await waitFor(() => expect(password).toHaveAccessibleDescription('Strong.'));
		await expect(canvas.getByText('Strong.', { selector: '[role="status"]' })).toBeInTheDocument();
	},
};

/** Read above the form, so that nothing typed is lost. */
export const Terms: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByLabelText('First name'), 'Nova');
		await userEvent.click(canvas.getByRole('link', { name: 'terms of use' }));
		const dialog = within(await within(document.body).findByRole('dialog', { name: 'Terms of use' }));
		await expect(canvas.getByRole('checkbox', { hidden: true })).not.toBeChecked();
		await userEvent.click(dialog.getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement);
		await waitFor(() => expect(within(document.body).queryByRole('dialog')).toBeNull());
		await expect(canvas.getByLabelText('First name')).toHaveValue('Nova');
		await expect(canvas.getByRole('link', { name: 'terms of use' })).toHaveFocus();
	},
};

export const TermsByThemselves: Story = {
	...inWorld(),
	args: { address: '/auth/terms' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { name: 'Terms of use', level: 1 });
	},
};

export const TooManyAttempts: Story = {
	...inWorld({
		prepare: ({ backend }) => backend.failNext(register, new FakeFailure('RATE_LIMITED', { retryAfter: 45 })),
	}),
	play: async ({ canvasElement }) => {
		const canvas = await registerNova(canvasElement);
		await canvas.findByText(/^Too many attempts/);
		await canvas.findByRole('button', { name: /^Try again in \d+ seconds$/ });
		await expect(canvas.getByLabelText('Password')).toHaveValue('a long sentence');
	},
};

export const ServerRefusesAField: Story = {
	...inWorld({
		prepare: ({ backend }) =>
			backend.failNext(register, new FakeFailure('VALIDATION_FAILED', { errors: { lastName: ['Too long.'] } })),
	}),
	play: async ({ canvasElement }) => {
		const canvas = await registerNova(canvasElement);
		await canvas.findByText('Too long.');
		await expect(canvas.getByLabelText('Last name')).toHaveFocus();
	},
};

/** Who comes to the waiting page without having asked for a mail begins at the beginning. */
export const NoMailToWaitFor: Story = {
	...inWorld(),
	args: { address: '/auth/check-mail' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { name: 'Sign in' });
	},
};

export const German: Story = { ...inWorld({ language: 'de' }) };

export const LongText: Story = {
	...inWorld({ language: 'en-XA' }),
	play: async ({ canvasElement }) => {
		const form = await within(canvasElement).findByRole('form');
		await userEvent.click(form.querySelector<HTMLElement>('button[type="submit"]') as HTMLElement);
		await waitFor(() => expect(form.querySelectorAll('[aria-invalid="true"]').length).toBeGreaterThan(3));
	},
};

export const RightToLeft: Story = { ...inWorld({ language: 'ar-XB' }), globals: { direction: 'rtl' } };

export const Phone: Story = { ...inWorld(), globals: { viewport: { value: 'mobile1' } } };
