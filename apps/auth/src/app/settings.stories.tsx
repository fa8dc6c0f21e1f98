import { useSlot } from '@flotilla/federation';
import { FakeFailure, fakePassword } from '@flotilla/testing';
import { StoryPage, type StoryWorld } from '@flotilla/testing/stories';
import { Card, Stack, Title } from '@flotilla/ui';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ada, asked, inWorld, onFreshDevice, worldOf } from '../stories/auth-stage.tsx';

interface Args {
	/** Which of the sections. */
	section: 'Password' | 'Sessions';
}

/** As the shell's settings show what fills them. */
const Section = ({ section }: Args) => {
	const filling = useSlot('shell:settings').find(({ title }) => title === section);
	return (
		<Card padding="lg" maw={720}>
			<Stack gap="md">
				<Title order={2} size="h4">
					{section}
				</Title>
				{filling?.render({})}
			</Stack>
		</Card>
	);
};

const meta: Meta<Args> = {
	title: 'Auth/Settings',
	beforeEach: onFreshDevice,
	render: ({ section }, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/settings">
			<Section section={section} />
		</StoryPage>
	),
	args: { section: 'Password' },
};
export default meta;
type Story = StoryObj<Args>;

const change = 'POST /auth/change-password';
const list = 'GET /auth/sessions';

/** Ada is signed in here and at two other places. */
const withOthers = async ({ platform }: StoryWorld): Promise<void> => {
	for (let place = 0; place < 2; place += 1) {
		await platform.api.auth.login({ email: ada.email, password: fakePassword, refreshTokenDelivery: 'body' });
	}
};

const fill = async (canvasElement: HTMLElement, { current = fakePassword, next = 'three boats in the fog' } = {}) => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByLabelText('Current password'), current);
	await userEvent.type(canvas.getByLabelText('New password'), next);
	await userEvent.type(canvas.getByLabelText('New password again'), next);
	return canvas;
};
const send = (canvasElement: HTMLElement) =>
	userEvent.click(within(canvasElement).getByRole('button', { name: 'Change the password' }));

export const Password: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await fill(canvasElement);
		await send(canvasElement);
		await canvas.findByText('Your password was changed, and you are signed out everywhere else.');
		await expect(canvas.getByLabelText('Current password')).toHaveValue('');
		await expect(worldOf(loaded).backend.passwords.get(ada.id)).toBe('three boats in the fog');
		await expect((await worldOf(loaded).platform.api.auth.listSessions()).sessions).toHaveLength(1);
	},
};

export const PasswordEmpty: Story = { ...inWorld({ as: 'member' }) };

export const PasswordAndStaySignedInElsewhere: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await fill(canvasElement);
		await userEvent.click(canvas.getByRole('checkbox', { name: 'Sign out everywhere else' }));
		await send(canvasElement);
		await canvas.findByText('Your password was changed.');
		await expect((await worldOf(loaded).platform.api.auth.listSessions()).sessions).toHaveLength(3);
	},
};

export const PasswordNotTheCurrentOne: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		const canvas = await fill(canvasElement, { current: 'something else' });
		await send(canvasElement);
		await canvas.findByText('This is not your current password.');
		await expect(canvas.getByLabelText('Current password')).toHaveFocus();
		await expect(canvas.getByLabelText('New password')).toHaveValue('three boats in the fog');
	},
};

export const PasswordIncomplete: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByLabelText('Current password');
		await send(canvasElement);
		await canvas.findByText('Enter your current password.');
		await canvas.findByText('Use at least 10 characters.');
		await expect(asked(worldOf(loaded), change)).toBe(0);
	},
};

export const PasswordTooManyAttempts: Story = {
	...inWorld({
		as: 'member',
		prepare: ({ backend }) => backend.failNext(change, new FakeFailure('SIGN_IN_LOCKED', { retryAfter: 900 })),
	}),
	play: async ({ canvasElement }) => {
		const canvas = await fill(canvasElement);
		await send(canvasElement);
		await canvas.findByRole('button', { name: 'Try again in 15 minutes' });
	},
};

export const PasswordOffline: Story = {
	...inWorld({ as: 'member', prepare: ({ backend }) => backend.failNext(change, 'network') }),
	play: async ({ canvasElement }) => {
		const canvas = await fill(canvasElement);
		await send(canvasElement);
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(canvas.getByLabelText('Current password')).toHaveValue(fakePassword);
	},
};

export const PasswordGerman: Story = { ...inWorld({ as: 'member', language: 'de' }) };

const rows = (canvas: ReturnType<typeof within>) =>
	within(canvas.getByRole('list', { name: 'Sessions' }))
		.getAllByRole('listitem')
		.filter((item) => item.querySelector('ul') !== null);

export const Sessions: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('This device');
		await expect(rows(canvas)).toHaveLength(3);
		await expect(within(rows(canvas)[0] as HTMLElement).getByText('This device')).toBeVisible();
	},
};

export const EndOneSession: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('This device');
		await userEvent.click(canvas.getAllByRole('button', { name: /^Sign out Firefox/ })[0] as HTMLElement);
		const dialog = within(await within(document.body).findByRole('alertdialog'));
		await userEvent.click(dialog.getByRole('button', { name: 'Sign out' }));
		await canvas.findByText(/is signed out\.$/);
		await expect(rows(canvas)).toHaveLength(2);
		await waitFor(() => expect(canvas.getByRole('list', { name: 'Sessions' })).toHaveFocus());
	},
};

export const EndTheOthers: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Sign out everywhere else' }));
		const dialog = within(
			await within(document.body).findByRole('alertdialog', { name: 'Sign out at 2 other places?' }),
		);
		await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
		await waitFor(() => expect(within(document.body).queryByRole('alertdialog')).toBeNull());
		await expect(rows(canvas)).toHaveLength(3);
		await userEvent.click(canvas.getByRole('button', { name: 'Sign out everywhere else' }));
		const again = within(await within(document.body).findByRole('alertdialog'));
		await userEvent.click(again.getByRole('button', { name: 'Sign out everywhere else' }));
		await canvas.findByText('You are signed in here alone now.');
		await canvas.findByText('You are signed in nowhere else.');
	},
};

export const EndAll: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Sign out everywhere' }));
		const dialog = within(await within(document.body).findByRole('alertdialog'));
		await userEvent.click(dialog.getByRole('button', { name: 'Sign out everywhere' }));
		const { session } = worldOf(loaded).platform;
		await waitFor(() => expect(session.store.getState().status).toBe('signed-out'));
	},
};

/** One that ends at another place leaves the list by itself. */
export const EndsElsewhere: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = worldOf(loaded);
		const canvas = within(canvasElement);
		await canvas.findByText('This device');
		const { sessions } = await platform.api.auth.listSessions();
		const other = sessions.find(({ current }) => !current);
		backend.endSessions(ada.id, ({ id }) => id === other?.id);
		await waitFor(() => expect(rows(canvas)).toHaveLength(2));
	},
};

export const SessionsOnlyHere: Story = {
	...inWorld({ as: 'member' }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('You are signed in nowhere else.');
	},
};

export const SessionsLoading: Story = {
	...inWorld({ as: 'member', answers: { [list]: 'hangs' } }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('status', { name: 'Loading your sessions' });
	},
};

export const SessionsFailed: Story = {
	...inWorld({ as: 'member', prepare: ({ backend }) => backend.failNext(list, new FakeFailure('INTERNAL_ERROR')) }),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByText('Your sessions could not be loaded');
		await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
		await canvas.findByText('This device');
	},
};

export const EndingFails: Story = {
	...inWorld({
		as: 'member',
		async prepare(world) {
			await withOthers(world);
			world.backend.failNext('DELETE /auth/sessions', 'network');
		},
	}),
	args: { section: 'Sessions' },
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'Sign out everywhere else' }));
		const dialog = within(await within(document.body).findByRole('alertdialog'));
		await userEvent.click(dialog.getByRole('button', { name: 'Sign out everywhere else' }));
		await canvas.findByText('The server could not be reached. Check the connection.');
		await expect(rows(canvas)).toHaveLength(3);
	},
};

export const SessionsGerman: Story = {
	...inWorld({ as: 'member', prepare: withOthers, language: 'de' }),
	args: { section: 'Sessions' },
};

export const SessionsRightToLeft: Story = {
	...inWorld({ as: 'member', prepare: withOthers, language: 'ar-XB' }),
	args: { section: 'Sessions' },
	globals: { direction: 'rtl' },
};

export const SessionsPhone: Story = {
	...inWorld({ as: 'member', prepare: withOthers }),
	args: { section: 'Sessions' },
	globals: { viewport: { value: 'mobile1' } },
};
