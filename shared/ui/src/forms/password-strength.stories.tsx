import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { PasswordStrength } from '../forms.ts';
import { Stack } from '../index.ts';

const meta = {
	component: PasswordStrength,
	title: 'UI/Forms/PasswordStrength',
	args: { score: 1, hints: ['Add another word or two. Uncommon words are better.', 'Names are easy to guess.'] },
	decorators: [
		(Story) => (
			<Stack maw={360}>
				<Story />
			</Stack>
		),
	],
} satisfies Meta<typeof PasswordStrength>;
export default meta;
type Story = StoryObj<typeof meta>;

export const WithHints: Story = {
	play: async ({ canvas }) => {
		await expect(canvas.getByRole('status')).toHaveTextContent('Password strength: Weak');
	},
};
export const Scores: Story = {
	render: () => (
		<>
			{([null, 0, 1, 2, 3, 4] as const).map((score) => (
				<PasswordStrength key={score} score={score} />
			))}
		</>
	),
};
export const LongText: Story = {
	args: { score: 2, hints: ['donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(3)] },
};
