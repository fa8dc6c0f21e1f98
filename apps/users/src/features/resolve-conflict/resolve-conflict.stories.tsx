import type { User } from '@flotilla/contracts';
import { buildUser, fakeId } from '@flotilla/testing';
import { createStoryWorld, StoryPage, type StoryWorld } from '@flotilla/testing/stories';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, userEvent, within } from 'storybook/test';
import { fieldsOf, type ProfileFields } from '../../profile-form/profile-fields.ts';
import { longPerson } from '../../stories/people.ts';
import { ResolveConflict } from './resolve-conflict.view.tsx';

interface Args {
	base: User;
	mine: ProfileFields;
	theirs: User;
	saving: boolean;
	onChoose: (merged: ProfileFields) => void;
	onClose: () => void;
}

const base = buildUser({ firstName: 'Alan', lastName: 'Turing', email: 'alan@flotilla.test', role: 'member' });
const long = longPerson();

const meta: Meta<Args> = {
	title: 'Users/Two versions',
	args: {
		base,
		mine: { ...fieldsOf(base), lastName: 'Mathison', email: 'al@flotilla.test' },
		theirs: { ...base, lastName: 'Turing OBE', role: 'manager', version: 2 },
		saving: false,
		onChoose: fn(),
		onClose: fn(),
	},
	loaders: [async () => ({ world: await createStoryWorld({ users: [base] }) })],
	render: (args, { loaded }) => (
		<StoryPage world={loaded.world as StoryWorld} address="/users">
			<ResolveConflict {...args} />
		</StoryPage>
	),
};
export default meta;
type Story = StoryObj<Args>;

const openDialog = async () => within(await screen.findByRole('dialog', { name: 'Two versions of one person' }));
const group = (dialog: ReturnType<typeof within>, name: string) => within(dialog.getByRole('group', { name }));

/** What only one of both changed is chosen already; where both did, somebody has to. */
export const ToBeChosen: Story = {
	play: async () => {
		const dialog = await openDialog();
		await dialog.findByText('1 field is still to be chosen.');
		await expect(group(dialog, 'E-mail').getByRole('radio', { name: /^Yours/ })).toBeChecked();
		await expect(group(dialog, 'Role').getByRole('radio', { name: /^Theirs/ })).toBeChecked();
		await expect(dialog.getByRole('button', { name: 'Save this version' })).toBeDisabled();
	},
};

export const Merged: Story = {
	play: async ({ args }) => {
		const dialog = await openDialog();
		await userEvent.click(group(dialog, 'Last name').getByRole('radio', { name: 'Something else' }));
		const field = dialog.getByRole('textbox', { name: 'What shall stand in “Last name”' });
		await userEvent.clear(field);
		await userEvent.type(field, 'Mathison Turing OBE');
		await userEvent.click(dialog.getByRole('button', { name: 'Save this version' }));
		await expect(args.onChoose).toHaveBeenCalledWith({
			...fieldsOf(base),
			lastName: 'Mathison Turing OBE',
			email: 'al@flotilla.test',
			role: 'manager',
		});
	},
};

export const AllOfTheirs: Story = {
	play: async ({ args }) => {
		const dialog = await openDialog();
		await userEvent.click(dialog.getByRole('button', { name: 'Take all of theirs' }));
		await userEvent.click(dialog.getByRole('button', { name: 'Save this version' }));
		await expect(args.onChoose).toHaveBeenCalledWith(fieldsOf(args.theirs));
	},
};

/** By the keyboard alone: arrows choose. */
export const ByKeyboard: Story = {
	play: async () => {
		const dialog = await openDialog();
		const radio = group(dialog, 'Last name').getByRole('radio', { name: /^Yours/ });
		radio.focus();
		await userEvent.keyboard(' {ArrowDown}');
		await expect(group(dialog, 'Last name').getByRole('radio', { name: /^Theirs/ })).toBeChecked();
	},
};

/** The audit log knows who it was. */
export const SomebodyKnown: Story = {
	loaders: [
		async () => {
			const world = await createStoryWorld({ users: [base] });
			const { api, session } = world.platform;
			await api.users.update(base.id, { role: 'manager' });
			return { world, me: session.store.getState().user };
		},
	],
	play: async () => {
		const dialog = await openDialog();
		await dialog.findByText(/changed this person \S+ .*ago|changed this person now|changed this person in/);
	},
};

/** Whose password was reset since is not who changed the fields. */
export const OtherActsSince: Story = {
	loaders: [
		async () => {
			const world = await createStoryWorld({ users: [base] });
			await world.platform.api.users.update(base.id, { role: 'manager' });
			const [change] = world.backend.audit;
			if (change === undefined) throw new Error('The change was not recorded.');
			const at = (seconds: number) => new Date(Date.parse(change.at) + seconds * 1000).toISOString();
			world.backend.audit.push(
				{ ...change, id: fakeId(), action: 'auth:password-reset', actorName: 'Rita Reset', at: at(1) },
				{ ...change, id: fakeId(), action: 'auth:sign-in-failed', actorName: 'Stan Stranger', at: at(2) },
			);
			return { world, name: change.actorName };
		},
	],
	play: async ({ loaded }) => {
		const dialog = await openDialog();
		await dialog.findByText(new RegExp(`^${loaded.name as string} changed this person`));
	},
};

export const Saving: Story = { args: { saving: true } };

export const LongTexts: Story = {
	args: {
		base: long,
		mine: { ...fieldsOf(long), lastName: `${long.lastName} von Neumann` },
		theirs: { ...long, lastName: `${long.lastName} und Söhne`, email: `${'even-longer.'.repeat(12)}a@flotilla.test` },
	},
};
