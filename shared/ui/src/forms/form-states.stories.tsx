import type { Meta, StoryObj } from '@storybook/react-vite';
import { type ReactNode, useState } from 'react';
import { expect } from 'storybook/test';
import {
	Checkbox,
	FieldError,
	FormActions,
	PasswordInput,
	Radio,
	SearchInput,
	SegmentedControl,
	Select,
	Switch,
	Textarea,
	TextInput,
} from '../forms.ts';
import { Button, SimpleGrid, Stack } from '../index.ts';

/** Each control in all of its states. How they work together is in the stories of forms. */
const meta = { title: 'UI/Forms/States' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const long = 'A label that somebody wrote at length, without thinking of phones or of translations';
const wrong = 'This address is taken. Sign in with it, or use another one; both keep what you have typed so far.';
const roles = [
	{ value: 'admin', label: 'Administrator' },
	{ value: 'member', label: 'Member' },
];

const States = ({ children }: { children: ReactNode }) => (
	<SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="lg" verticalSpacing="lg">
		{children}
	</SimpleGrid>
);

export const TextInputStates: Story = {
	render: () => (
		<States>
			<TextInput label="Empty" placeholder="Ada Lovelace" />
			<TextInput label="Filled" defaultValue="Ada Lovelace" />
			<TextInput label="Required" required />
			<TextInput label="With a description" description="Used to sign in." defaultValue="ada@example.com" />
			<TextInput label="With an error" error={wrong} defaultValue="ada@example" />
			<TextInput label="Disabled" disabled defaultValue="ada@example.com" />
			<TextInput label="To read only" readOnly defaultValue="0198f2b4-5d1e-7c3a" />
			<TextInput label={long} description={long} defaultValue={'donaudampfschifffahrt'.repeat(4)} />
		</States>
	),
	play: async ({ canvas }) => {
		await expect(canvas.getByLabelText('With an error')).toBeInvalid();
		await expect(canvas.getByLabelText('With an error')).toHaveAccessibleDescription(wrong);
	},
};

export const TextareaStates: Story = {
	render: () => (
		<States>
			<Textarea label="Empty" placeholder="What should others know?" rows={3} />
			<Textarea label="Filled" rows={3} defaultValue={'A note of several lines.\nIt goes on here.'} />
			<Textarea label="With an error" rows={3} error="Write 200 characters at most." />
			<Textarea label="Disabled" rows={3} disabled defaultValue="Nobody changes this now." />
		</States>
	),
};

/** The eye has a name, and says what it does next. */
export const PasswordInputStates: Story = {
	render: () => (
		<States>
			<PasswordInput label="Password" defaultValue="correct horse" />
			<PasswordInput label="With an error" error="Use at least 12 characters." />
			<PasswordInput label="Disabled" disabled defaultValue="correct horse" />
			<PasswordInput label={long} description="At least 12 characters." />
		</States>
	),
	play: async ({ canvas, userEvent }) => {
		const [eye] = canvas.getAllByRole('button', { name: 'Show the password' });
		await userEvent.click(eye as HTMLElement);
		await expect(canvas.getByLabelText('Password')).toHaveAttribute('type', 'text');
		await userEvent.click(canvas.getByRole('button', { name: 'Hide the password' }));
		await expect(canvas.getByLabelText('Password')).toHaveAttribute('type', 'password');
	},
};

export const SelectStates: Story = {
	render: () => (
		<States>
			<Select label="Nothing chosen" data={roles} placeholder="Every role" />
			<Select label="Chosen" data={roles} defaultValue="member" />
			<Select label="With an error" data={roles} placeholder="Choose a role" error="Choose a role." />
			<Select label="Disabled" data={roles} defaultValue="member" disabled />
			<Select
				label="With a choice that cannot be made"
				data={[...roles, { value: 'owner', label: 'Owner', disabled: true }]}
			/>
			<Select label={long} data={[{ value: 'long', label: long }]} />
		</States>
	),
};

export const CheckboxStates: Story = {
	render: () => (
		<States>
			<Checkbox label="Not ticked" />
			<Checkbox label="Ticked" defaultChecked />
			<Checkbox label="Some of them" indeterminate readOnly />
			<Checkbox label="With a description" description="About once a month." />
			<Checkbox label="With an error" error="Read them first." />
			<Checkbox label="Disabled" disabled />
			<Checkbox label="Disabled and ticked" disabled defaultChecked />
			<Checkbox label={long} />
		</States>
	),
};

/** Those of one name are one stop of the Tab key; arrows choose. */
export const RadioStates: Story = {
	render: () => (
		<States>
			<Radio name="version" label="Not chosen" />
			<Radio name="version" label="Chosen" defaultChecked />
			<Radio name="version" label="With a description" description="As it was yesterday." />
			<Radio name="other" label="With an error" error="Choose one of both." />
			<Radio name="none" label="Disabled" disabled />
			<Radio name="one" label="Disabled and chosen" disabled defaultChecked />
			<Radio name="version" label={long} />
		</States>
	),
	play: async ({ canvas, userEvent }) => {
		canvas.getByRole('radio', { name: 'Chosen' }).focus();
		await userEvent.keyboard('{ArrowDown}');
		await expect(canvas.getByRole('radio', { name: 'With a description' })).toBeChecked();
		await expect(canvas.getByRole('radio', { name: 'Chosen' })).not.toBeChecked();
	},
};

export const SwitchStates: Story = {
	render: () => (
		<States>
			<Switch label="Off" />
			<Switch label="On" defaultChecked />
			<Switch label="With a description" description="It takes effect at once." defaultChecked />
			<Switch label="Disabled" disabled />
			<Switch label="Disabled and on" disabled defaultChecked />
			<Switch label={long} />
		</States>
	),
	play: async ({ canvas, userEvent }) => {
		canvas.getByRole('switch', { name: 'Off' }).focus();
		await userEvent.keyboard(' ');
		await expect(canvas.getByRole('switch', { name: 'Off' })).toBeChecked();
	},
};

/** One stop of the Tab key; arrows choose. */
export const SegmentedControlStates: Story = {
	render: function Render() {
		const [theme, setTheme] = useState('dark');
		return (
			<SegmentedControl
				aria-label="Theme"
				data={[
					{ value: 'light', label: 'Light' },
					{ value: 'dark', label: 'Dark' },
					{ value: 'system', label: 'System' },
				]}
				value={theme}
				onChange={setTheme}
			/>
		);
	},
	play: async ({ canvas, userEvent }) => {
		canvas.getByRole('radio', { name: 'Dark' }).focus();
		await userEvent.keyboard('{ArrowRight}');
		await expect(canvas.getByRole('radio', { name: 'System' })).toBeChecked();
		const { clientWidth, scrollWidth } = canvas.getByText('System');
		await expect(scrollWidth, 'the widest label has its room').toBe(clientWidth);
		const { width, height } = canvas.getByRole('radio', { name: 'System' }).getBoundingClientRect();
		const label = canvas.getByText('System').getBoundingClientRect();
		await expect([width, height], 'the button lies over its label').toEqual([label.width, label.height]);
	},
};

export const SearchInputStates: Story = {
	render: function Render() {
		const [[empty, filled], setTexts] = useState(['', 'ada']);
		return (
			<States>
				<SearchInput label="Search users" value={empty ?? ''} onChange={(text) => setTexts([text, filled ?? ''])} />
				<SearchInput label="Search, filled" value={filled ?? ''} onChange={(text) => setTexts([empty ?? '', text])} />
				<SearchInput label="Search, disabled" value="" onChange={() => {}} disabled />
				<SearchInput label={long} value="" onChange={() => {}} />
			</States>
		);
	},
};

export const FieldErrorStates: Story = {
	render: () => (
		<Stack maw={420}>
			<FieldError>The e-mail address or the password is not right.</FieldError>
			<FieldError>{`${wrong} ${'donaudampfschifffahrt'.repeat(3)}`}</FieldError>
			<FieldError />
		</Stack>
	),
};

export const FormActionsStates: Story = {
	render: () => (
		<Stack maw={520} gap="xl">
			<FormActions>
				<Button>Save changes</Button>
			</FormActions>
			<FormActions note="Unsaved changes">
				<Button variant="default">Cancel</Button>
				<Button>Save changes</Button>
			</FormActions>
			<FormActions note={long}>
				<Button variant="default" disabled>
					Cancel
				</Button>
				<Button loading>Save changes</Button>
			</FormActions>
		</Stack>
	),
};
