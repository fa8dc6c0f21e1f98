import { Card, Text } from '@flotilla/ui';
import type { ReactNode } from 'react';
import styles from './auth-card.module.css';

/** The product's name and one card, in the middle of the page. */
export const AuthCard = ({ children }: { children: ReactNode }) => (
	<main className={styles.page}>
		<Text className={styles.name}>Flotilla</Text>
		<Card className={styles.card} withBorder padding="xl">
			{children}
		</Card>
	</main>
);
