import { useMessages } from '@flotilla/i18n';
import { ErrorCard } from '@flotilla/ui';
import { Component, type ReactNode, Suspense } from 'react';
import { Outlet, useLocation } from 'react-router';
import { appMessages } from './app.messages.ts';

/**
 * Keeps what a page of the shell itself throws, and what it waits for, inside the page: the frame, and the way
 * elsewhere, stay.
 */
export const OwnPages = () => {
	const { pathname } = useLocation();
	return (
		<Suspense fallback={null}>
			<PageBoundary key={pathname}>
				<Outlet />
			</PageBoundary>
		</Suspense>
	);
};

class PageBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
	override state = { failed: false };

	static getDerivedStateFromError(): { failed: boolean } {
		return { failed: true };
	}

	override componentDidCatch(error: unknown): void {
		// Told like one that nobody caught, to whoever listens for those.
		reportError(error);
	}

	override render(): ReactNode {
		return this.state.failed ? <PageFailure onRetry={() => this.setState({ failed: false })} /> : this.props.children;
	}
}

const PageFailure = ({ onRetry }: { onRetry: () => void }) => {
	const t = useMessages(appMessages);
	return (
		<>
			<title>{`${t('failed')} · Flotilla`}</title>
			<meta name="robots" content="noindex" />
			<ErrorCard title={t('failed')} description={t('failedHint')} retryLabel={t('retry')} onRetry={onRetry} />
		</>
	);
};
