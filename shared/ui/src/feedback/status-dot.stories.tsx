import type { Meta, StoryObj } from '@storybook/react-vite';
import { Group, StatusDot } from '../index.ts';

const meta = { component: StatusDot, title: 'UI/Feedback/StatusDot' } satisfies Meta<typeof StatusDot>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Tones: Story = {
	args: { children: 'Active' },
	render: () => (
		<Group gap="lg">
			<StatusDot>Invited</StatusDot>
			<StatusDot tone="success">Active</StatusDot>
			<StatusDot tone="warning">Reconnecting</StatusDot>
			<StatusDot tone="danger">Offline</StatusDot>
			<StatusDot tone="info">Uploading</StatusDot>
		</Group>
	),
};

export const LabelForScreenReaders: Story = { args: { tone: 'success', children: 'Connected', hideLabel: true } };
