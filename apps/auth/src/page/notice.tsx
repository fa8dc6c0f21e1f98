import { Stack, Text, Title } from '@flotilla/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { PageTitle } from './page-title.tsx';

interface Props {
	title: string;
	/** What happened and what is safe. */
	children: ReactNode;
	/** What to do next. */
	actions?: ReactNode;
}

/** A page of these that says how something ended. The heading is read out when it appears. */
export const Notice = ({ title, children, actions }: Props) => {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);

	return (
		<Stack gap="lg">
			<PageTitle>{title}</PageTitle>
			<Stack gap="xs">
				<Title order={1} size="h3" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
					{title}
				</Title>
				<Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
					{children}
				</Text>
			</Stack>
			{actions}
		</Stack>
	);
};
