import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { Badge, Box, Button, Code, Group, Icon, iconNames, Paper, SimpleGrid, Stack, Text, Title } from './index.ts';
import { readTokens } from './theme/contrast.ts';
import css from './theme/tokens.css?raw';

/** The one set of tokens: everything in the suite is drawn with these. Switch the theme and the contrast above. */
const meta = { title: 'Tokens' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const tokens = readTokens(css);

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
	<Stack gap="sm" mb="xl">
		<Title order={2} size="h3">
			{title}
		</Title>
		{children}
	</Stack>
);

const Swatch = ({
	name,
	ground,
	looks,
}: {
	name: string;
	ground?: string;
	looks: Parameters<typeof tokens.ratio>[2];
}) => (
	<Group gap="sm" wrap="nowrap">
		<Box
			w={32}
			h={32}
			style={{
				flex: 'none',
				background: `var(${name})`,
				border: '1px solid var(--flotilla-color-line)',
				borderRadius: 'var(--mantine-radius-md)',
			}}
		/>
		<Stack gap={0} miw={0}>
			<Code style={{ overflowWrap: 'anywhere' }}>
				{name.replace(/^--(mantine-color|flotilla-color|flotilla)-/, '')}
			</Code>
			{ground === undefined ? null : (
				<Text size="xs" c="dimmed">
					{tokens.ratio(name, ground, looks).toFixed(1)} : 1
				</Text>
			)}
		</Stack>
	</Group>
);

const Swatches = ({
	names,
	ground,
	looks,
}: {
	names: string[];
	ground?: string;
	looks: Parameters<typeof tokens.ratio>[2];
}) => (
	<SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} spacing="md">
		{names.map((name) => (
			<Swatch key={name} name={name} looks={looks} {...(ground === undefined ? {} : { ground })} />
		))}
	</SimpleGrid>
);

const body = '--mantine-color-body';
const hues = ['accent', 'gray', 'red', 'green', 'yellow', 'blue'];
const color = (name: string) => `--mantine-color-${name}`;

/** What colours are for, with the contrast of each to the page. Text has 4.5 : 1 at least, with high contrast 7 : 1. */
export const Colors: Story = {
	render: (_args, { globals }) => {
		const looks = {
			scheme: globals.theme === 'dark' ? ('dark' as const) : ('light' as const),
			contrast: globals.contrast === 'more' ? ('more' as const) : ('normal' as const),
		};
		return (
			<>
				<Section title="Text">
					<Swatches
						looks={looks}
						ground={body}
						names={['text', 'dimmed', 'placeholder', 'anchor', 'error', 'success'].map(color)}
					/>
				</Section>
				<Section title="Ground">
					<Swatches
						looks={looks}
						names={[body, '--flotilla-color-sunken', '--flotilla-color-raised', '--flotilla-color-row-hover']}
					/>
				</Section>
				<Section title="Lines and focus">
					<Swatches
						looks={looks}
						ground={body}
						names={[
							'--flotilla-color-line',
							color('default-border'),
							'--flotilla-color-control-border',
							'--flotilla-focus-ring',
						]}
					/>
				</Section>
				<Section title="What colours mean">
					<Text c="dimmed" maw={560}>
						Accent leads on. Red has failed or destroys, green went well, yellow needs a look, blue informs.
					</Text>
					<Swatches looks={looks} ground={body} names={hues.map((hue) => color(`${hue}-text`))} />
					<Swatches looks={looks} ground={color('white')} names={hues.map((hue) => color(`${hue}-filled`))} />
				</Section>
				<Section title="Charts">
					<Swatches looks={looks} ground={body} names={[1, 2, 3, 4, 5, 6].map((step) => `--flotilla-chart-${step}`)} />
				</Section>
				<Section title="Scales">
					{[...hues, 'dark'].map((hue) => (
						<Group key={hue} gap={4} wrap="nowrap">
							<Text size="sm" w={64} style={{ flex: 'none' }}>
								{hue}
							</Text>
							{Array.from({ length: 10 }, (_, step) => (
								<Box
									// biome-ignore lint/suspicious/noArrayIndexKey: the step is what it is.
									key={step}
									h={32}
									title={`${hue}-${step}`}
									style={{ flex: 1, background: `var(--mantine-color-${hue}-${step})`, borderRadius: 2 }}
								/>
							))}
						</Group>
					))}
				</Section>
			</>
		);
	},
};

export const Type: Story = {
	render: () => (
		<>
			<Section title="Headings">
				{([1, 2, 3, 4] as const).map((order) => (
					<Title key={order} order={order}>
						Heading {order}: a fleet of small boats
					</Title>
				))}
			</Section>
			<Section title="Text">
				{(['xl', 'lg', 'md', 'sm', 'xs'] as const).map((size) => (
					<Text key={size} size={size}>
						{size}: a fleet of small boats, 0123456789. Łódź, Zürich, Ístanbul.
					</Text>
				))}
			</Section>
			<Section title="Weight">
				<Text fw={400}>Regular, 400, for reading</Text>
				<Text fw={500}>Medium, 500, for controls and names</Text>
				<Text fw={600}>Bold, 600, for titles and numbers</Text>
			</Section>
			<Section title="Figures">
				<Text ff="monospace">Monospace: 0198f2b4-5d1e-7c3a</Text>
				<Text style={{ fontVariantNumeric: 'tabular-nums' }}>Tabular: 1,111.11</Text>
				<Text style={{ fontVariantNumeric: 'tabular-nums' }}>Tabular: 8,888.88</Text>
			</Section>
		</>
	),
};

export const SpaceAndShape: Story = {
	render: () => (
		<>
			<Section title="Space">
				{[
					['xs', 8],
					['sm', 12],
					['md', 16],
					['lg', 24],
					['xl', 32],
				].map(([name, pixels]) => (
					<Group key={name}>
						<Code w={40}>{name}</Code>
						<Box h={16} bg="accent" style={{ inlineSize: `var(--mantine-spacing-${name})` }} />
						<Text size="sm" c="dimmed">
							{pixels} px
						</Text>
					</Group>
				))}
			</Section>
			<Section title="Corners">
				<Group>
					{['xs', 'sm', 'md', 'lg', 'xl'].map((name) => (
						<Stack key={name} gap={4} align="center">
							<Box
								w={64}
								h={64}
								style={{
									border: '1px solid var(--mantine-color-default-border)',
									borderRadius: `var(--mantine-radius-${name})`,
								}}
							/>
							<Code>{name}</Code>
						</Stack>
					))}
				</Group>
			</Section>
			<Section title="Shadows">
				<Text c="dimmed">Only what floats casts one: menus and toasts the smaller, dialogs the larger.</Text>
				<Group gap="xl">
					{['md', 'lg'].map((name) => (
						<Paper key={name} w={160} p="md" style={{ boxShadow: `var(--mantine-shadow-${name})` }}>
							<Code>{name}</Code>
						</Paper>
					))}
				</Group>
			</Section>
		</>
	),
};

export const Motion: Story = {
	render: () => (
		<Section title="Motion">
			<Text maw={560}>
				There is one: 120 milliseconds, for colours, opacity and small moves. Where the system asks for less motion
				there is none.
			</Text>
			<Group>
				<Button variant="default">Point at me</Button>
				<Badge>--flotilla-motion</Badge>
			</Group>
		</Section>
	),
};

export const Icons: Story = {
	render: () => (
		<Section title={`${iconNames.length} icons`}>
			<SimpleGrid cols={{ base: 3, xs: 4, sm: 6, md: 8 }}>
				{iconNames.map((name) => (
					<Stack key={name} align="center" gap="xs" p="xs">
						<Icon name={name} size={20} />
						<Text size="xs" c="dimmed">
							{name}
						</Text>
					</Stack>
				))}
			</SimpleGrid>
		</Section>
	),
};
