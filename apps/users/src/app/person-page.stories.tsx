import type { User } from '@flotilla/contracts';
import { buildUser, fakeId } from '@flotilla/testing';
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
import { notesRemote } from '../stories/notes-remote.tsx';
import { partsOf } from '../stories/parts-of.ts';
import { buildPeople, longPerson } from '../stories/people.ts';
import { UsersApp } from './users-app.tsx';

const meta: Meta = {
	title: 'Users/Person',
	render: (_args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address={`/users/${(loaded.user as User).id}`}>
			<Routes>
				<Route path="/users/*" element={<UsersApp {...partsOf(loaded.world as StoryWorld)} />} />
			</Routes>
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj;

/** Looking at Alan, a member, unless `user` is somebody else. */
const inWorld = (options: Omit<StoryWorldOptions, 'users'> = {}, makeUser = buildAlan): Pick<Story, 'loaders'> => ({
	loaders: [
		async () => {
			const user = makeUser();
			return {
				user,
				world: await createStoryWorld({ ...options, remotes: [notesRemote], users: [user, ...buildPeople(2)] }),
			};
		},
	],
});
const buildAlan = () => buildUser({ firstName: 'Alan', lastName: 'Turing', email: 'alan@flotilla.test' });

const retype = async (canvasElement: HTMLElement, label: string, text: string) => {
	const canvas = within(canvasElement);
	const field = await canvas.findByRole('textbox', { name: label });
	await userEvent.clear(field);
	await userEvent.type(field, text);
	return canvas;
};
/** A side of one field in the dialog of two versions. */
const radioOf = (dialog: ReturnType<typeof within>, field: string, side: RegExp) =>
	within(dialog.getByRole('group', { name: field })).getByRole('radio', { name: side });
const save = (canvas: ReturnType<typeof within>) =>
	userEvent.click(canvas.getByRole('button', { name: 'Save changes' }));

export const Profile: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { level: 1, name: 'Alan Turing' });
	},
};

export const Saved: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await save(canvas);
		await canvas.findByText('Saved');
		await canvas.findByRole('heading', { level: 1, name: 'Alan Mathison' });
		await expect(canvas.getByRole('button', { name: 'Save changes' })).toBeDisabled();
		const sent = backend.requests.find(({ method }) => method === 'PATCH');
		await expect(sent?.headers['if-match']).toBe('"1"');
	},
};

/** The new name is in the heading before the server has answered. */
export const Saving: Story = {
	...inWorld({ answers: { 'PATCH /users/:id': 'hangs' } }),
	play: async ({ canvasElement }) => {
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await save(canvas);
		await canvas.findByText('Saving…');
		await canvas.findByRole('heading', { level: 1, name: 'Alan Mathison' });
	},
};

/** What is typed while the save is on its way is not lost with its answer. */
export const TypedWhileSaving: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		backend.latency = 300;
		await save(canvas);
		await userEvent.type(canvas.getByRole('textbox', { name: 'First name' }), 'o');
		await waitFor(() =>
			expect(canvas.getByRole('button', { name: 'Save changes' })).not.toHaveAttribute('aria-disabled'),
		);
		await expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveValue('Alano');
		await save(canvas);
		await canvas.findByText('Saved');
		await canvas.findByRole('heading', { level: 1, name: 'Alano Mathison' });
	},
};

export const AddressTaken: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await retype(canvasElement, 'E-mail', backend.users[1]?.email ?? '');
		await save(canvas);
		await canvas.findByText('Somebody else has this address already.');
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toBeInvalid();
	},
};

export const RefusedAtField: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await retype(canvasElement, 'E-mail', 'no address');
		await save(canvas);
		await waitFor(() => expect(canvas.getByRole('textbox', { name: 'E-mail' })).toBeInvalid());
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveValue('no address');
	},
};

/** The optimistic change is taken back, what was typed is not. */
export const Refused: Story = {
	...inWorld({ answers: { 'PATCH /users/:id': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await save(canvas);
		await canvas.findByText('Something went wrong on our side.');
		await canvas.findByRole('heading', { level: 1, name: 'Alan Turing' });
		await expect(canvas.getByRole('textbox', { name: 'Last name' })).toHaveValue('Mathison');
	},
};

/** Somebody saves first, and this page has not heard of it: ours is refused, and both versions are there to choose from. */
export const Conflict: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		const index = backend.users.findIndex(({ id }) => id === (loaded.user as User).id);
		backend.users[index] = { ...(loaded.user as User), lastName: 'Turing OBE', role: 'manager', version: 2 };
		await save(canvas);
		const dialog = within(await screen.findByRole('dialog', { name: 'Two versions of one person' }));
		const take = dialog.getByRole('button', { name: 'Save this version' });
		await expect(take).toBeDisabled();
		await userEvent.click(radioOf(dialog, 'Last name', /^Yours/));
		await userEvent.click(take);
		await canvas.findByRole('heading', { level: 1, name: 'Alan Mathison' });
		await canvas.findByText('Saved');
		await expect(backend.users[index]).toMatchObject({ lastName: 'Mathison', role: 'manager', version: 3 });
		await expect(screen.queryByRole('dialog')).toBeNull();
	},
};

/** Somebody else is faster again while the dialog is open: the new version is shown, and nothing is overwritten. */
export const ConflictTwice: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const { id } = loaded.user as User;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		backend.changeUser(id, { lastName: 'Turing OBE' });
		await userEvent.click(await canvas.findByRole('button', { name: 'Compare and choose' }));
		const dialog = within(await screen.findByRole('dialog'));
		await userEvent.click(radioOf(dialog, 'Last name', /^Yours/));
		const index = backend.users.findIndex((user) => user.id === id);
		backend.users[index] = { ...(backend.users[index] as User), lastName: 'Turing FRS', version: 3 };
		await userEvent.click(dialog.getByRole('button', { name: 'Save this version' }));
		await dialog.findByText('Turing FRS');
		await expect(backend.users[index]?.lastName).toBe('Turing FRS');
		await userEvent.click(dialog.getByRole('button', { name: 'Save this version' }));
		await canvas.findByRole('heading', { level: 1, name: 'Alan Mathison' });
	},
};

/** The live update tells of it before anything is sent; what only one of both changed needs no choice. */
export const OvertakenWhileTyping: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend } = loaded.world as StoryWorld;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		backend.changeUser((loaded.user as User).id, { firstName: 'Al' });
		await canvas.findByText('Somebody else changed this person in the meantime');
		await userEvent.click(canvas.getByRole('button', { name: 'Compare and choose' }));
		const dialog = within(await screen.findByRole('dialog'));
		await userEvent.click(dialog.getByRole('button', { name: 'Save this version' }));
		await canvas.findByRole('heading', { level: 1, name: 'Al Mathison' });
		await canvas.findByText('Saved');
	},
};

export const TakesTheirs: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		(loaded.world as StoryWorld).backend.changeUser((loaded.user as User).id, { lastName: 'Turing OBE' });
		await userEvent.click(await canvas.findByRole('button', { name: 'Take theirs' }));
		await waitFor(() => expect(canvas.getByRole('textbox', { name: 'Last name' })).toHaveValue('Turing OBE'));
		await expect(canvas.getByRole('button', { name: 'Save changes' })).toBeDisabled();
	},
};

/** Whoever leaves is asked while there is something to lose. */
export const LeavesWithoutSaving: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await userEvent.click(canvas.getByRole('link', { name: 'Users' }));
		const question = within(await screen.findByRole('alertdialog', { name: 'Leave without saving?' }));
		await userEvent.click(question.getByRole('button', { name: 'Keep editing' }));
		await expect(canvas.getByRole('textbox', { name: 'Last name' })).toHaveValue('Mathison');
		await userEvent.click(canvas.getByRole('link', { name: 'Users' }));
		await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
	},
};

export const LeavesUnasked: Story = {
	...inWorld(),
	play: async ({ canvasElement }) => {
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await userEvent.click(canvas.getByRole('button', { name: 'Undo' }));
		await userEvent.click(canvas.getByRole('link', { name: 'Users' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
	},
};

/** Others look at the same person: they are named to screen readers and shown as faces, oneself is not among them. */
export const OthersAreHere: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { platform } = loaded.world as StoryWorld;
		const { id } = loaded.user as User;
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Alan Turing' });
		const room = `users:${id}` as const;
		const [grace, edsger] = [buildUser({ firstName: 'Grace' }), buildUser({ firstName: 'Edsger' })];
		const since = new Date().toISOString();
		const member = ({ id: userId }: User, name: string) => ({ userId, name, since, state: null });
		const tell = (members: ReturnType<typeof member>[]) =>
			platform.bus.publish({
				...{ name: 'presence:changed', id: crypto.randomUUID(), source: 'server', timestamp: since },
				payload: { room, members, total: members.length },
			});
		tell([member(grace, 'Grace Hopper'), member(edsger, 'Edsger W. Dijkstra')]);
		await canvas.findByText('Grace Hopper and Edsger W. Dijkstra are here, too');
		tell([member(grace, 'Grace Hopper')]);
		await canvas.findByText('Grace Hopper is here, too');
		tell([]);
		await waitFor(() => expect(canvas.queryByText(/here, too/)).toBeNull());
	},
};

/** The person is gone from the lists at once, and comes back with one press. */
export const DeletedAndBack: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform } = loaded.world as StoryWorld;
		const { id } = loaded.user as User;
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'More actions' }));
		await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete person' }));
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		const told = await findNotification(platform.notifications, 'Alan Turing was deleted');
		await expect(backend.users.some((user) => user.id === id)).toBe(false);
		told.action?.run();
		await findNotification(platform.notifications, 'Alan Turing is back');
		await canvas.findByText('alan@flotilla.test');
	},
};

/** Gone from the lists of this device; what was not sent can be taken back, and is not sent then. */
export const DeletedOffline: Story = {
	...inWorld({ keeps: true }),
	play: async ({ canvasElement, loaded }) => {
		const { backend, platform, setOnline } = loaded.world as StoryWorld;
		const { id } = loaded.user as User;
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Alan Turing' });
		setOnline(false);
		await userEvent.click(await canvas.findByRole('button', { name: 'More actions' }));
		await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete person' }));
		const told = await findNotification(platform.notifications, 'Alan Turing will be deleted');
		await canvas.findByRole('heading', { level: 1, name: 'Users' });
		told.action?.run();
		await findNotification(platform.notifications, 'Alan Turing stays');
		await expect(platform.offline.view().operations).toEqual([]);
		await expect(backend.users.some((user) => user.id === id)).toBe(true);
	},
};

export const NotDeleted: Story = {
	...inWorld({ answers: { 'DELETE /users/:id': 'LAST_ADMIN' } }),
	play: async ({ canvasElement, loaded }) => {
		const { notifications } = (loaded.world as StoryWorld).platform;
		const canvas = within(canvasElement);
		await userEvent.click(await canvas.findByRole('button', { name: 'More actions' }));
		await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete person' }));
		await findNotification(notifications, 'Alan Turing was not deleted');
		await canvas.findByText('alan@flotilla.test');
	},
};

export const FollowsLiveWhileUntouched: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'Alan Turing' });
		(loaded.world as StoryWorld).backend.changeUser((loaded.user as User).id, { firstName: 'Al' });
		await waitFor(() => expect(canvas.getByRole('textbox', { name: 'First name' })).toHaveValue('Al'));
	},
};

/** A save that no network took loses nothing. On a device with an outbox it would wait there. */
export const SavedWhenTheNetworkIsBack: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const world = loaded.world as StoryWorld;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		world.setOnline(false);
		await save(canvas);
		await canvas.findByRole('alert');
		await expect(canvas.getByRole('textbox', { name: 'Last name' })).toHaveValue('Mathison');
		world.setOnline(true);
		await save(canvas);
		await canvas.findByText('Saved');
	},
};

export const ReadOnly: Story = {
	...inWorld({ as: 'viewer' }),
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await expect(await canvas.findByRole('textbox', { name: 'First name' })).toHaveAttribute('readonly');
		await expect(canvas.queryByRole('button', { name: 'Save changes' })).toBeNull();
	},
};

/** A name is its owner's; the role is not. */
export const OwnProfile: Story = {
	...inWorld({ as: 'member' }),
	play: async ({ canvasElement, loaded }) => {
		const { session } = (loaded.world as StoryWorld).platform;
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await expect(canvas.getByRole('combobox', { name: 'Role' })).toBeDisabled();
		await expect(canvas.getByRole('textbox', { name: 'E-mail' })).toHaveAttribute('readonly');
		await save(canvas);
		await canvas.findByText('Saved');
		await expect(session.store.getState().user?.lastName).toBe('Mathison');
	},
};

/** What was typed is still there after a look at another tab. */
export const TabOfAnotherRemote: Story = {
	...inWorld(),
	play: async ({ canvasElement, loaded }) => {
		const canvas = await retype(canvasElement, 'Last name', 'Mathison');
		await userEvent.click(canvas.getByRole('tab', { name: 'Notes' }));
		await canvas.findByText(`Notes on ${(loaded.user as User).id}`);
		await waitFor(() => expect(canvas.getByTestId('address')).toHaveTextContent('?tab=notes'));
		await userEvent.click(canvas.getByRole('tab', { name: 'Profile' }));
		await expect(canvas.getByRole('textbox', { name: 'Last name' })).toHaveValue('Mathison');
	},
};

export const Loading: Story = inWorld({ answers: { 'GET /users/:id': 'hangs' } });

export const NotFound: Story = {
	loaders: [async () => ({ user: { id: fakeId() }, world: await createStoryWorld({}) })],
	play: async ({ canvasElement }) => {
		const canvas = within(canvasElement);
		await canvas.findByRole('heading', { level: 1, name: 'There is no such person' });
		await expect(canvas.getByRole('link', { name: 'All users' })).toHaveAttribute('href', '/users');
	},
};

export const NotAnId: Story = {
	loaders: [async () => ({ user: { id: 'me' }, world: await createStoryWorld({}) })],
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByRole('heading', { level: 1, name: 'There is no such person' });
	},
};

export const Failed: Story = {
	...inWorld({ answers: { 'GET /users/:id': 'INTERNAL_ERROR' } }),
	play: async ({ canvasElement }) => {
		await within(canvasElement).findByText('This person could not be loaded');
	},
};

export const LongTexts: Story = inWorld({}, longPerson);
