import type { Meta, StoryObj } from '@storybook/react-vite';
import {
	ActionIcon,
	Alert,
	Anchor,
	Avatar,
	Badge,
	Button,
	Card,
	CloseButton,
	Code,
	Divider,
	type FlotillaColor,
	Group,
	Icon,
	Kbd,
	Loader,
	Skeleton,
	Stack,
	Text,
	Title,
} from './index.ts';

const meta = { title: 'Foundations' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const colors: FlotillaColor[] = ['accent', 'gray', 'red', 'green', 'yellow', 'blue'];

export const Typography: Story = {
	render: () => (
		<Stack gap="sm">
			<Title order={1}>Heading one, 32</Title>
			<Title order={2}>Heading two, 24</Title>
			<Title order={3}>Heading three, 20</Title>
			<Title order={4}>Heading four, 16</Title>
			<Text>Text, 14: the quick brown fox jumps over the lazy dog. Łódź, Zürich, Ístanbul.</Text>
			<Text size="sm">Small, 13: 0123456789</Text>
			<Text size="xs" c="dimmed">
				Extra small and dimmed, 12
			</Text>
			<Text>
				An <Anchor href="#a">anchor</Anchor>, some <Code>code</Code> and <Kbd>⌘</Kbd> <Kbd>K</Kbd>.
			</Text>
		</Stack>
	),
};

export const Buttons: Story = {
	render: () => (
		<Stack>
			{(['filled', 'default', 'light', 'outline', 'subtle'] as const).map((variant) => (
				<Group key={variant}>
					<Button variant={variant}>Save changes</Button>
					<Button variant={variant} leftSection={<Icon name="upload" />}>
						Upload
					</Button>
					{variant === 'default' ? null : (
						<Button variant={variant} color="red">
							Delete file
						</Button>
					)}
					<Button variant={variant} disabled>
						Disabled
					</Button>
					<Button variant={variant} loading>
						Saving
					</Button>
				</Group>
			))}
			<Group>
				<Button size="xs">Extra small</Button>
				<Button size="sm">Small</Button>
				<Button size="md">Medium</Button>
				<Button size="lg">Large</Button>
			</Group>
			<Group>
				<ActionIcon aria-label="Edit">
					<Icon name="edit" />
				</ActionIcon>
				<ActionIcon aria-label="Refresh" variant="default">
					<Icon name="refresh" />
				</ActionIcon>
				<ActionIcon aria-label="Upload" variant="filled" color="accent">
					<Icon name="upload" />
				</ActionIcon>
				<ActionIcon aria-label="Delete" color="red">
					<Icon name="trash" />
				</ActionIcon>
				<ActionIcon aria-label="More" disabled>
					<Icon name="more" />
				</ActionIcon>
				<CloseButton aria-label="Close" />
			</Group>
		</Stack>
	),
};

export const Colors: Story = {
	render: () => (
		<Stack>
			{colors.map((color) => (
				<Group key={color} gap="xs">
					{(['light', 'filled', 'outline', 'dot'] as const).map((variant) => (
						<Badge key={variant} color={color} variant={variant}>
							{color}
						</Badge>
					))}
					<Avatar color={color} variant="light" radius="50%" size={28}>
						AL
					</Avatar>
					<Avatar color={color} variant="filled" radius="50%" size={28}>
						AL
					</Avatar>
				</Group>
			))}
		</Stack>
	),
};

export const Alerts: Story = {
	render: () => (
		<Stack gap="sm">
			<Alert color="red" title="The user could not be saved" icon={<Icon name="error" />}>
				Somebody else changed it a moment ago. Nothing was overwritten.
			</Alert>
			<Alert color="yellow" title="You are offline" icon={<Icon name="wifi-off" />}>
				Changes are kept here and sent when the connection is back.
			</Alert>
			<Alert color="green" icon={<Icon name="success" />}>
				The invitation is on its way.
			</Alert>
			<Alert
				color="blue"
				title="A new version is ready"
				icon={<Icon name="info" />}
				withCloseButton
				closeButtonLabel="Dismiss"
			>
				Reload when it suits you: nothing you typed is lost.
			</Alert>
			<Alert color="gray">A remark without a title or an icon.</Alert>
		</Stack>
	),
};

export const Surfaces: Story = {
	render: () => (
		<Stack maw={420}>
			<Card>
				<Title order={4}>A card</Title>
				<Text c="dimmed" size="sm">
					It has a border and no shadow, because it does not float.
				</Text>
				<Divider my="sm" />
				<Group>
					<Loader />
					<Text size="sm">Loading</Text>
				</Group>
			</Card>
			<Card>
				<Skeleton height={16} width="60%" mb="xs" />
				<Skeleton height={12} mb="xs" />
				<Skeleton height={12} width="80%" />
			</Card>
		</Stack>
	),
};
