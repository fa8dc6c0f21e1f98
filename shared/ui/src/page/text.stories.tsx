import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import {
	Anchor as AnchorComponent,
	Code as CodeComponent,
	Kbd as KbdComponent,
	Stack,
	Text as TextComponent,
	Title as TitleComponent,
	VisuallyHidden as VisuallyHiddenComponent,
} from '../index.ts';

const meta = { title: 'UI/Text' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

export const Title: Story = {
	render: () => (
		<Stack gap="sm">
			<TitleComponent order={1}>Heading one, 32</TitleComponent>
			<TitleComponent order={2}>Heading two, 24</TitleComponent>
			<TitleComponent order={3}>Heading three, 20</TitleComponent>
			<TitleComponent order={4}>Heading four, 16</TitleComponent>
		</Stack>
	),
};

export const Text: Story = {
	render: () => (
		<Stack gap="sm" maw={560}>
			<TextComponent>Text, 14: the quick brown fox jumps over the lazy dog. Łódź, Zürich, Ístanbul.</TextComponent>
			<TextComponent size="sm">Small, 13: 0123456789</TextComponent>
			<TextComponent size="xs" c="dimmed">
				Extra small and dimmed, 12
			</TextComponent>
			<TextComponent fw={600}>Heavier</TextComponent>
			<TextComponent truncate="end" maw={240}>
				A text that is longer than the place it has to be in
			</TextComponent>
			<TextComponent c="red">What has failed</TextComponent>
		</Stack>
	),
};

/** In a text it is underlined: colour alone does not tell a link. */
export const Anchor: Story = {
	render: () => (
		<Stack gap="sm">
			<AnchorComponent href="#a">A link by itself</AnchorComponent>
			<TextComponent component="p">
				A text with <AnchorComponent href="#b">a link in it</AnchorComponent> goes on after it.
			</TextComponent>
		</Stack>
	),
};

export const Code: Story = {
	render: () => (
		<TextComponent>
			The permission <CodeComponent>users:write</CodeComponent> is missing.
		</TextComponent>
	),
};

/** Combinations are a `Shortcut`. */
export const Kbd: Story = {
	render: () => (
		<TextComponent>
			Press <KbdComponent>?</KbdComponent> for all of them.
		</TextComponent>
	),
};

export const VisuallyHidden: Story = {
	render: () => (
		<TextComponent>
			Seen. <VisuallyHiddenComponent>Only heard.</VisuallyHiddenComponent>
		</TextComponent>
	),
	play: async ({ canvas }) => {
		await expect(canvas.getByText('Only heard.')).toBeInTheDocument();
	},
};
