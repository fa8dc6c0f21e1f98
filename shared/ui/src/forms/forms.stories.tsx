import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn } from 'storybook/test';
import {
	Checkbox,
	FieldError,
	FormActions,
	PasswordInput,
	SearchInput,
	SegmentedControl,
	Select,
	Switch,
	Textarea,
	TextInput,
} from '../forms.ts';
import { Button, Group, Stack } from '../index.ts';

const meta = { title: 'UI/Forms' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const roles = [
	{ value: 'admin', label: 'Administrator' },
	{ value: 'member', label: 'Member' },
];

export const Fields: Story = {
	render: function Render() {
		const [status, setStatus] = useState('all');
		return (
			<Stack maw={420}>
				<TextInput label="Name" placeholder="Ada Lovelace" required />
				<TextInput label="E-mail" description="Used to sign in." defaultValue="ada@example.com" />
				<PasswordInput
					label="Password"
					defaultValue="correct horse"
					visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
				/>
				<Select label="Role" data={roles} defaultValue="member" />
				<Textarea label="Note" placeholder="What should others know?" rows={3} />
				<Checkbox label="Keep me signed in" defaultChecked />
				<Checkbox label="Send me news" description="About once a month." />
				<Switch label="Two-factor sign-in" defaultChecked />
				<SegmentedControl
					aria-label="Status"
					data={[
						{ value: 'all', label: 'All' },
						{ value: 'active', label: 'Active' },
						{ value: 'inactive', label: 'Inactive' },
					]}
					value={status}
					onChange={setStatus}
				/>
				<FormActions note="Unsaved changes">
					<Button variant="default">Cancel</Button>
					<Button>Save changes</Button>
				</FormActions>
			</Stack>
		);
	},
};

export const Errors: Story = {
	render: () => (
		<Stack maw={420}>
			<FieldError>The e-mail address or the password is not right.</FieldError>
			<TextInput label="Name" error="Write your name." required />
			<TextInput
				label="E-mail"
				defaultValue="ada@example"
				description="Used to sign in."
				error="This address is taken. Sign in with it, or use another one; both keep what you have typed so far."
			/>
			<PasswordInput
				label="Password"
				error="Use at least 12 characters."
				visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
			/>
			<Select label="Role" data={roles} placeholder="Choose a role" error="Choose a role." />
			<Checkbox label="I have read the terms" error="Read them first." />
		</Stack>
	),
};

export const Disabled: Story = {
	render: () => (
		<Stack maw={420}>
			<TextInput label="Name" defaultValue="Ada Lovelace" disabled />
			<Select label="Role" data={roles} defaultValue="member" disabled />
			<Checkbox label="Keep me signed in" disabled />
			<Switch label="Two-factor sign-in" disabled />
		</Stack>
	),
};

/** Controls of one row have one height. */
export const Toolbar: Story = {
	render: function Render() {
		const [value, setValue] = useState('');
		return (
			<Group gap="xs">
				<SearchInput value={value} onChange={setValue} label="Search users" w={260} />
				<Select data={roles} placeholder="Every role" aria-label="Role" w={160} />
				<Button variant="default">Export</Button>
				<Button>Invite a user</Button>
			</Group>
		);
	},
	play: async ({ canvas }) => {
		const heights = [canvas.getByRole('searchbox'), canvas.getByRole('combobox'), ...canvas.getAllByRole('button')].map(
			(control) => control.getBoundingClientRect().height,
		);
		await expect(new Set(heights).size).toBe(1);
	},
};

/** The cross and Escape both empty it, and one can type on at once. */
export const Search: Story = {
	render: function Render() {
		const [value, setValue] = useState('ada');
		return <SearchInput value={value} onChange={setValue} label="Search users" maw={320} />;
	},
	play: async ({ canvas, userEvent }) => {
		const field = canvas.getByRole('searchbox', { name: 'Search users' });
		await userEvent.click(canvas.getByRole('button', { name: 'Clear search' }));
		await expect(field).toHaveValue('');
		await expect(field).toHaveFocus();
		await userEvent.type(field, 'grace');
		await expect(field).toHaveValue('grace');
		await userEvent.keyboard('{Escape}');
		await expect(field).toHaveValue('');
		await expect(canvas.queryByRole('button', { name: 'Clear search' })).toBeNull();
	},
};

const onRole = fn();

export const Choosing: Story = {
	beforeEach: () => {
		onRole.mockClear();
	},
	render: () => <Select label="Role" data={roles} placeholder="Every role" onChange={onRole} maw={320} />,
	play: async ({ canvas, userEvent }) => {
		await userEvent.selectOptions(canvas.getByLabelText('Role'), 'member');
		await expect(onRole).toHaveBeenCalledWith('member');
	},
};
