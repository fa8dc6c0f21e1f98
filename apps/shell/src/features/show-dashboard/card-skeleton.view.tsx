import { Card, Skeleton, Stack, Title } from '@flotilla/ui';
import styles from './dashboard.module.css';

/** How many lines a card usually has. */
const lines = 5;

/** Holds a card's place while its remote arrives: what it is about is known, what it says is not. */
export const CardSkeleton = ({ title }: { title: string }) => (
	<Card aria-busy="true">
		<Stack gap="md">
			<Title order={2} size="h4">
				{title}
			</Title>
			<Skeleton height={90} />
			<div className={styles.bars}>
				{Array.from({ length: lines }, (_, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
					<Skeleton key={index} height={24} />
				))}
			</div>
		</Stack>
	</Card>
);
