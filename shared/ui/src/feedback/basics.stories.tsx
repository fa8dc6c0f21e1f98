import type { Meta, StoryObj } from '@storybook/react-vite';
import {
	Alert as AlertComponent,
	Avatar as AvatarComponent,
	Badge as BadgeComponent,
	Card,
	type FlotillaColor,
	Group,
	Icon,
	Loader as LoaderComponent,
	Skeleton as SkeletonComponent,
	Stack,
} from '../index.ts';

const meta = { title: 'UI/Feedback/Basics' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const colors: FlotillaColor[] = ['accent', 'gray', 'red', 'green', 'yellow', 'blue'];

export const Alert: Story = {
	render: () => (
		<Stack gap="sm">
			<AlertComponent color="red" title="The user could not be saved" icon={<Icon name="error" />}>
				Somebody else changed it a moment ago. Nothing was overwritten.
			</AlertComponent>
			<AlertComponent color="yellow" title="You are offline" icon={<Icon name="wifi-off" />}>
				Changes are kept here and sent when the connection is back.
			</AlertComponent>
			<AlertComponent color="green" icon={<Icon name="success" />}>
				The invitation is on its way.
			</AlertComponent>
			<AlertComponent
				color="blue"
				title="A new version is ready"
				icon={<Icon name="info" />}
				withCloseButton
				closeButtonLabel="Dismiss"
			>
				Reload when it suits you: nothing you typed is lost.
			</AlertComponent>
			<AlertComponent color="gray">A remark without a title or an icon.</AlertComponent>
			<AlertComponent
				color="red"
				maw={320}
				title="Quarterly-report-of-the-department-of-administrative-affairs-final-version-3.pdf"
				icon={<Icon name="error" />}
			>
				A text without spaces: {'donaudampfschifffahrtselektrizitäten'.repeat(2)}.
			</AlertComponent>
		</Stack>
	),
};

export const Badge: Story = {
	render: () => (
		<Stack>
			{colors.map((color) => (
				<Group key={color} gap="xs">
					{(['light', 'filled', 'outline', 'dot'] as const).map((variant) => (
						<BadgeComponent key={variant} color={color} variant={variant}>
							{color}
						</BadgeComponent>
					))}
				</Group>
			))}
			<Group gap="xs">
				{(['xs', 'sm', 'md', 'lg'] as const).map((size) => (
					<BadgeComponent key={size} size={size}>
						128
					</BadgeComponent>
				))}
				<BadgeComponent maw={140}>A badge with more words than it has room for</BadgeComponent>
			</Group>
		</Stack>
	),
};

/** For people there is `PersonAvatar`, which chooses letters and colour. */
export const Avatar: Story = {
	render: () => (
		<Stack>
			{(['light', 'filled', 'outline'] as const).map((variant) => (
				<Group key={variant} gap="xs">
					{colors.map((color) => (
						<AvatarComponent key={color} color={color} variant={variant} radius="50%" size={28}>
							AL
						</AvatarComponent>
					))}
				</Group>
			))}
		</Stack>
	),
};

export const Loader: Story = {
	render: () => (
		<Group>
			<LoaderComponent size="xs" />
			<LoaderComponent />
			<LoaderComponent size="md" color="accent" />
		</Group>
	),
};

/** In the size of what comes. */
export const Skeleton: Story = {
	render: () => (
		<Card maw={360}>
			<Group wrap="nowrap">
				<SkeletonComponent circle height={40} style={{ flex: 'none' }} />
				<Stack gap="xs" w="100%">
					<SkeletonComponent height={12} width="60%" />
					<SkeletonComponent height={12} width="85%" />
				</Stack>
			</Group>
		</Card>
	),
};
