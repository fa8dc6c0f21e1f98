import { Stack, Text, Title } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title.tsx';

interface Props {
	title: string;
	/** What the page is for, or the way to the other one. */
	subtitle?: ReactNode;
	/** What is told before anything was done here. */
	notice?: ReactNode;
	children: ReactNode;
}

/** A page that asks for something. */
export const FormPage = ({ title, subtitle, notice, children }: Props) => (
	<Stack gap="lg">
		<PageTitle>{title}</PageTitle>
		<Stack gap={4}>
			<Title order={1} size="h3">
				{title}
			</Title>
			{subtitle === undefined ? null : (
				<Text c="dimmed" component="p">
					{subtitle}
				</Text>
			)}
		</Stack>
		{notice}
		{children}
	</Stack>
);
