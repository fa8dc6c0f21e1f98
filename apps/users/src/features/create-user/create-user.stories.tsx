import {
	createStoryWorld,
	findNotification,
	StoryPage,
	type StoryWorld,
	type StoryWorldOptions,
} from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { Route, Routes } from 'react-router';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import { buildPeople } from '../../stories/people.ts';
import { CreateUser } from './create-user.view.tsx';

const meta: Meta = {
	title: 'Users/New person',
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/users/new">
			<Routes>
				<Route path="/users/new" element={<CreateUser />} />
				<Route path="*" element={<h1>Elsewhere</h1>} />
			</Routes>
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj;

const inWorld = (options: StoryWorldOptions = {}): Pick<Story, 'loaders'> => ({
	loaders: [async () => ({ world: await createStoryWorld({ users: buildPeople(4), ...options }) })],
});

const fill = async (canvasElement: HTMLElement, email = 'Ada@Flotilla.test') => {
	const canvas = within(canvasElement);
	await userEvent.type(await canvas.findByRole('textbox', { name: 'First name' }), 'Ada');
	await userEvent.type(canvas.getByRole('textbox', { name: 'Last name' }), 'Lovelace');
	await userEvent.type(canvas.getByRole('textbox', { name: 'E-mail' }), email);
	return canvas;
};
const submit = (canvas: ReturnType<typeof within>) =>
	userEvent.click(canvas.getByRole('button', { name: 'Create person' }));

/** One can type at once. */
export const Empty: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const field = await within(canvasElement).findByRole('textbox', { name: 'First name' });
		await waitFor(() => expect(field).toHaveFocus());
	},
};

/** By the keyboard alone. */
export const Created: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		await waitFor(() => expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveFocus());
		await userEvent.keyboard('Ada{Tab}Lovelace{Tab}Ada@Flotilla.test{Enter}');
		await canvas.findByRole('heading', { name: 'Elsewhere' });
		const ada = backend.users.find(({ email }) => email === 'ada@flotilla.test');
		await expect(ada).toMatchObject({ firstName: 'Ada', lastName: 'Lovelace', role: 'member', status: 'active' });
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent(`/users/${ada?.id}`));
		await findNotification(platform.notifications, 'Ada Lovelace was created');
	},
};

/** Each field says what is wrong, and the first of them has the focus. */
export const NothingFilledIn: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await userEvent.type(await canvas.findByRole('textbox', { name: 'E-mail' }), 'no address');
		await submit(canvas);
		await expect(await canvas.findAllByText('Fill this in.')).toHaveLength(2);
		await canvas.findByText('Write an e-mail address, such as name@example.com.');
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveFocus();
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toBeInvalid();
	},
};

export const AddressTaken: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await fill(canvasElement, (loaded.world as StoryWorld).backend.users[1]?.email);
		await submit(canvas);
		await canvas.findByText('Somebody else has this address already.');
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveFocus();
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveValue('Ada');
	},
};

/** What was typed is still there. */
export const Failed: Story = {
	...inWorld({ answers: { 'POST /users': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		const canvas = await fill(canvasElement);
		await submit(canvas);
		await canvas.findByText('Something went wrong on our side.');
		await expect(canvas.getByRole('textbox', { name: 'Last name' })).toHaveValue('Lovelace');
	},
};

export const Creating: Story = {
	...inWorld({ answers: { 'POST /users': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = await fill(canvasElement);
		await submit(canvas);
		await waitFor(() => expect(canvas.getByRole('button', { name: 'Create person' })).toHaveAttribute('data-loading'));
	},
};

export const LeavesWithoutSaving: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await fill(canvasElement);
		await userEvent.click(canvas.getByRole('link', { name: 'Cancel' }));
		await userEvent.click(await screen.findByRole('button', { name: 'Keep editing' }));
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveValue('Ada');
	},
};

/** Whoever may not give roles makes members and viewers. */
export const AsManager: Story = {
	...inWorld({ as: 'manager' }),
	play: async ({ canvasElement }) => {
		const choice = await within(canvasElement).findByRole('combobox', { name: 'Role' });
		const options = within(choice).getAllByRole('option');
		await expect(options.map(({ textContent }) => textContent)).toEqual(['Member', 'Viewer']);
	},
};

/** Kept on this device and shown in the list; the server hears of it when there is a network. */
export const Offline: Story = {
	...inWorld({ keeps: true }),
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform, setOnline } = loaded.world as StoryWorld;
		const canvas = await fill(canvasElement);
		setOnline(false);
		await submit(canvas);
		await canvas.findByRole('heading', { name: 'Elsewhere' });
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('/users'));
		await findNotification(platform.notifications, 'Ada Lovelace is kept on this device');
		const isThere = () => backend.users.some(({ email }) => email === 'ada@flotilla.test');
		await expect(isThere()).toBe(false);
		setOnline(true);
		await waitFor(() => expect(isThere()).toBe(true));
	},
};

/** Said before somebody types. */
export const OfflineFromTheStart: Story = {
	...inWorld({ keeps: true }),
	play: async ({ canvasElement, loaded }) => {
		const { platform, setOnline } = loaded.world as StoryWorld;
		const canvas = within(canvasElement);
		setOnline(false);
		// As two calls in a row would.
		for (const _ of [1, 2]) platform.offline.network.report({ status: 0, code: 'NETWORK_ERROR' });
		await canvas.findByText(/Whom you create is kept on this device/);
		await waitFor(() => expect(canvas.getByRole('button', { name: 'Create person' })).toBeEnabled());
	},
};

/** A browser that keeps nothing, e.g. in a private window: nothing typed is lost. */
export const OfflineWithNothingKept: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await fill(canvasElement);
		(loaded.world as StoryWorld).setOnline(false);
		await userEvent.click(canvas.getByRole('button', { name: 'Create person' }));
		await canvas.findByText(/The server could not be reached/);
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveValue('Ada');
	},
};

export const NoPermission: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('New people are not yours to create');
	},
};
