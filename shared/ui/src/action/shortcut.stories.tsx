import type { Meta, StoryObj } from '@storybook/react-vite';
import { Group, Shortcut } from '../index.ts';

const meta = {
	component: Shortcut,
	title: 'UI/Actions/Shortcut',
	args: { keys: ['mod', 'k'], apple: false },
} satisfies Meta<typeof Shortcut>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Elsewhere: Story = {};
export const OnApple: Story = { args: { apple: true } };
export const RightToLeft: Story = { globals: { direction: 'rtl' } };
export const Others: Story = {
	render: () => (
		<Group>
			<Shortcut keys={['?']} />
			<Shortcut keys={['shift', 'alt', 'n']} apple={false} />
			<Shortcut keys={['Escape']} />
			<Shortcut keys={['ArrowUp']} />
			<Shortcut keys={['mod', 'Enter']} apple />
		</Group>
	),
};
