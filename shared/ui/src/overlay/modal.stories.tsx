import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, screen, waitFor } from 'storybook/test';
import { TextInput } from '../forms.ts';
import { Button, Drawer, Modal, Stack, Text } from '../index.ts';

const meta = {
	component: Modal,
	title: 'UI/Overlay/Modal',
	args: { opened: true, onClose: fn(), title: 'Invite a user' },
} satisfies Meta<typeof Modal>;
export default meta;
type Story = StoryObj<typeof meta>;

const form = (
	<Stack gap="sm">
		<TextInput label="E-mail" placeholder="ada@example.com" />
		<TextInput label="Name" />
	</Stack>
);
const buttons = (
	<>
		<Button variant="default">Cancel</Button>
		<Button>Send the invitation</Button>
	</>
);

export const Default: Story = {
	args: { children: form, footer: buttons },
	play: async ({ args, userEvent }) => {
		await expect(screen.getByRole('dialog', { name: 'Invite a user' })).toBeVisible();
		await expect(screen.getByLabelText('E-mail')).toHaveFocus();
		await userEvent.click(screen.getByRole('button', { name: 'Close' }));
		await expect(args.onClose).toHaveBeenCalledOnce();
	},
};

export const LongText: Story = {
	args: {
		title: 'Quarterly-report-of-the-department-of-administrative-affairs-and-logistics-final-version-3.pdf',
		children: Array.from({ length: 30 }, (_, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs are all alike.
			<Text key={index} mb="sm">
				A paragraph of a text that is longer than the screen is high, so the middle scrolls and the buttons stay.
			</Text>
		)),
		footer: buttons,
	},
};

/** The focus comes back to the button that opened it. */
export const OpensAndCloses: Story = {
	args: { opened: false },
	render: function Render() {
		const [opened, setOpened] = useState(false);
		return (
			<>
				<Button onClick={() => setOpened(true)}>Open</Button>
				<Modal opened={opened} onClose={() => setOpened(false)} title="Invite a user">
					{form}
				</Modal>
			</>
		);
	},
	play: async ({ canvas, userEvent }) => {
		await userEvent.click(canvas.getByRole('button', { name: 'Open' }));
		const dialog = await screen.findByRole('dialog');
		dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
		await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
		await expect(canvas.getByRole('button', { name: 'Open' })).toHaveFocus();
	},
};

export const DrawerAtTheEnd: Story = {
	args: { children: form, footer: buttons },
	render: (args) => <Drawer {...args} />,
};

export const DrawerAtTheStart: Story = {
	args: { children: form, footer: buttons },
	render: (args) => <Drawer {...args} position="left" />,
};
