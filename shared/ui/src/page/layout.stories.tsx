import type { Meta, StoryObj } from '@storybook/react-vite';
import {
	Box as BoxComponent,
	Card as CardComponent,
	Container as ContainerComponent,
	Divider as DividerComponent,
	Flex as FlexComponent,
	Group as GroupComponent,
	Paper as PaperComponent,
	SimpleGrid as SimpleGridComponent,
	Stack as StackComponent,
	Text,
	Title,
} from '../index.ts';

/** What puts things beside, below and around each other. Distances are the steps of the space scale. */
const meta = { title: 'UI/Layout' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const Cell = ({ children }: { children: string }) => <PaperComponent p="sm">{children}</PaperComponent>;
const cells = ['One', 'Two', 'Three', 'Four'].map((text) => <Cell key={text}>{text}</Cell>);

export const Stack: Story = { render: () => <StackComponent gap="sm">{cells}</StackComponent> };
export const Group: Story = {
	render: () => (
		<StackComponent>
			<GroupComponent>{cells}</GroupComponent>
			<GroupComponent justify="space-between">{cells}</GroupComponent>
			<GroupComponent gap="xs" grow>
				{cells}
			</GroupComponent>
		</StackComponent>
	),
};
export const Flex: Story = {
	render: () => (
		<FlexComponent direction={{ base: 'column', sm: 'row' }} gap="md">
			{cells}
		</FlexComponent>
	),
};
export const SimpleGrid: Story = {
	render: () => <SimpleGridComponent cols={{ base: 1, xs: 2, md: 4 }}>{cells}</SimpleGridComponent>,
};
export const Container: Story = {
	render: () => (
		<ContainerComponent size={480}>
			<Cell>No wider than 480 px, in the middle</Cell>
		</ContainerComponent>
	),
};
export const Box: Story = {
	render: () => (
		<BoxComponent p="md" bg="var(--flotilla-color-sunken)">
			Anything with distances and colours of the tokens
		</BoxComponent>
	),
};
export const Divider: Story = {
	render: () => (
		<StackComponent>
			<Text>Above</Text>
			<DividerComponent />
			<Text>Below</Text>
			<DividerComponent label="or" />
		</StackComponent>
	),
};
/** A border and no shadow, because they do not float. */
export const Card: Story = {
	render: () => (
		<SimpleGridComponent cols={{ base: 1, sm: 2 }} maw={640}>
			<CardComponent>
				<Title order={2} size="h4">
					A card
				</Title>
				<Text c="dimmed" size="sm">
					Things that belong together.
				</Text>
			</CardComponent>
			<CardComponent component="a" href="#card">
				<Title order={2} size="h4">
					A card that leads somewhere
				</Title>
				<Text c="dimmed" size="sm">
					The whole of it is the link.
				</Text>
			</CardComponent>
		</SimpleGridComponent>
	),
};
export const Paper: Story = { render: () => <PaperComponent p="lg">A plain sheet</PaperComponent> };
