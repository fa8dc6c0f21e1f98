import { useMessages } from '@flotilla/i18n';
import { Anchor, BrandMark } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { appMessages } from './app.messages.ts';
import classes from './auth-layout.module.css';
import { PageOptions } from './page-options.tsx';

interface Props {
	termsPath: string;
	children: ReactNode;
}

/** The product's name, what a person may choose before they have an account, and one card. */
export const AuthLayout = ({ termsPath, children }: Props) => {
	const t = useMessages(appMessages);
	return (
		<div className={classes.page}>
			<header className={classes.header}>
				<BrandMark name="Flotilla" />
				<PageOptions />
			</header>
			<main className={classes.main}>
				<div className={classes.card}>{children}</div>
			</main>
			<footer className={classes.footer}>
				<Anchor component={Link} to={termsPath} size="sm" c="dimmed" underline="hover">
					{t('terms')}
				</Anchor>
			</footer>
		</div>
	);
};
