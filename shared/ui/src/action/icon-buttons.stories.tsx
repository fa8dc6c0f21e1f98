import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import {
	ActionIcon as ActionIconComponent,
	CloseButton as CloseButtonComponent,
	Group,
	Icon,
	Stack,
	UnstyledButton as UnstyledButtonComponent,
} from '../index.ts';

/** Buttons without words have a name all the same. */
const meta = { title: 'UI/Actions/Icon buttons' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const ActionIcon: Story = {
	render: () => (
		<Stack>
			<Group>
				<ActionIconComponent aria-label="Edit">
					<Icon name="edit" />
				</ActionIconComponent>
				<ActionIconComponent aria-label="Refresh" variant="default">
					<Icon name="refresh" />
				</ActionIconComponent>
				<ActionIconComponent aria-label="Upload" variant="filled" color="accent">
					<Icon name="upload" />
				</ActionIconComponent>
				<ActionIconComponent aria-label="Delete" color="red">
					<Icon name="trash" />
				</ActionIconComponent>
				<ActionIconComponent aria-label="More" disabled>
					<Icon name="more" />
				</ActionIconComponent>
				<ActionIconComponent aria-label="Saving" loading>
					<Icon name="check" />
				</ActionIconComponent>
			</Group>
			<Group>
				{(['sm', 'md', 'lg', 'xl'] as const).map((size) => (
					<ActionIconComponent key={size} size={size} variant="default" aria-label={`Search, ${size}`}>
						<Icon name="search" />
					</ActionIconComponent>
				))}
			</Group>
		</Stack>
	),
};

export const CloseButton: Story = {
	render: () => (
		<Group>
			<CloseButtonComponent size="sm" aria-label="Close, small" />
			<CloseButtonComponent aria-label="Close" />
			<CloseButtonComponent disabled aria-label="Close, not now" />
		</Group>
	),
};

const onPress = fn();

/** For what looks like no button: a row, a card. The focus ring is the same. */
export const UnstyledButton: Story = {
	render: () => <UnstyledButtonComponent onClick={onPress}>Ada Lovelace, administrator</UnstyledButtonComponent>,
	play: async ({ userEvent }) => {
		onPress.mockClear();
		await userEvent.tab();
		await userEvent.keyboard(' ');
		await expect(onPress).toHaveBeenCalledOnce();
	},
};
