import { Component, type ReactNode } from 'react';

interface Props {
	onError: (error: unknown) => void;
	children: ReactNode;
}

/** Keeps what a remote throws while it renders, or in an effect, inside its own area. */
export class RemoteBoundary extends Component<Props, { failed: boolean }> {
	override state = { failed: false };

	static getDerivedStateFromError(): { failed: boolean } {
		return { failed: true };
	}

	override componentDidCatch(error: unknown): void {
		this.props.onError(error);
	}

	override render(): ReactNode {
		return this.state.failed ? null : this.props.children;
	}
}
