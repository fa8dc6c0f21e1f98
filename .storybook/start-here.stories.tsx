import { Anchor, Badge, Box, Card, Group, Stack, Text, Title } from '@flotilla/ui';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { remotes } from './remotes.ts';

const meta: Meta = { title: 'Start here', parameters: { layout: 'padded' } };
export default meta;

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
	<Stack gap="xs" component="section">
		<Title order={2} size="h4">
			{title}
		</Title>
		{children}
	</Stack>
);

/** A page of this Storybook, opened in place of the whole window and not of the frame that stories are in. */
const StoryLink = ({ id, children }: { id: string; children: ReactNode }) => (
	<Anchor href={`./?path=/story/${id}`} target="_top">
		{children}
	</Anchor>
);

const toolbar: [name: string, what: string][] = [
	['Colours and contrast', 'Light or dark, normal or high contrast.'],
	[
		'Language',
		'English, German, and two that nobody speaks: one with long accented texts, where boxes that are too narrow and texts that cannot be translated show, and one that runs from right to left.',
	],
	['Network', 'Fast, slow (two seconds an answer), offline, or a server that fails every call.'],
	['Role', 'Who looks at it. What a role may not do is not offered to it.'],
	['Viewport', 'Phone, tablet or desktop.'],
];

const questions = [
	'Can you do it with the keyboard alone, do you see where you are, and does Escape lead back?',
	'Does anything jump when data arrives? Skeletons have the size of what replaces them.',
	'Does an error say what happened, what is safe and what to do?',
	'Does it hold in dark, at 390 pixels, in German and from right to left?',
	'Is it drawn with the components of UI alone? A remote has none of its own.',
];

/** How to read this Storybook. */
export const Guide: StoryObj = {
	render: () => (
		<Stack gap="xl" maw={720}>
			<Stack gap="xs">
				<Title order={1}>Start here</Title>
				<Text>
					Flotilla is a shell and the remotes that it runs. Here every component and every page of them stands in each
					of its states, over the same client platform as in the product; only the server behind it is a fake, made from
					the contract. What you click works, and nothing leaves this page.
				</Text>
			</Stack>
			<Section title="How it is arranged">
				<Box component="ul" m={0} ps="lg">
					<li>UI: tokens and the one family of components.</li>
					<li>Shell: the frame around the remotes.</li>
					<li>Auth, Users, Files: the pages of each remote, feature by feature.</li>
					<li>
						<StoryLink id="platform-whole-remotes--users">Platform</StoryLink>: remotes as a whole, started as the shell
						starts them, and <StoryLink id="platform-remote-faults--failed">what happens when one goes wrong</StoryLink>
						.
					</li>
				</Box>
			</Section>
			<Section title="What the toolbar changes">
				<Stack component="dl" gap="xs" m={0}>
					{toolbar.map(([name, what]) => (
						<div key={name}>
							<Text component="dt" fw={500}>
								{name}
							</Text>
							<Text component="dd" m={0} c="dimmed">
								{what}
							</Text>
						</div>
					))}
				</Stack>
				<Text>
					A story that is about one of these, e.g. a page that is offline, keeps to its own. Steps that are played
					expect a fast network, an administrator and English; with another choice look at the page, not at them.
				</Text>
			</Section>
			<Section title="What to look for">
				<Box component="ul" m={0} ps="lg">
					{questions.map((question) => (
						<li key={question}>{question}</li>
					))}
				</Box>
			</Section>
			<Section title="The remotes">
				{Object.values(remotes).map(({ name, title, owner, routePrefix, slots }) => (
					<Card key={name} withBorder padding="sm">
						<Group justify="space-between">
							<StoryLink id={`platform-whole-remotes--${name}`}>{title}</StoryLink>
							<Text size="sm" c="dimmed">
								{routePrefix} · {owner}
							</Text>
						</Group>
						{slots.length > 0 && (
							<Group gap="xs" mt="xs">
								{slots.map(({ slot, title: filling }) => (
									<Badge key={`${slot} ${filling}`} variant="light" tt="none">
										{filling} in {slot}
									</Badge>
								))}
							</Group>
						)}
					</Card>
				))}
			</Section>
		</Stack>
	),
};
