import type { SlotName, SlotProps } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { Skeleton } from '@flotilla/ui';
import { Fragment, type ReactNode, useMemo } from 'react';
import { useFederation } from './federation-context.tsx';
import { MissingFilling } from './missing-filling.tsx';
import { RemoteArea } from './remote-area.tsx';

export interface SlotEntry<N extends SlotName> {
	/** Stable over renders: `<remote>/<component>`. */
	key: string;
	remote: string;
	title: string;
	/**
	 * Renders the filling. It starts its remote when first rendered, shows a skeleton until
	 * that runs, and keeps a failure to itself.
	 */
	render(props: SlotProps[N]): ReactNode;
}

/** What fills a slot for the signed-in person, in order. */
export const useSlot = <N extends SlotName>(name: N): SlotEntry<N>[] => {
	const { composition } = useFederation();
	const permissions = useSessionState((state) => state.permissions);
	return useMemo(() => {
		const fillings = composition.remotes.flatMap(({ app, manifest }) =>
			manifest.slots
				.filter(({ slot }) => slot === name)
				.filter(({ permission }) => permission === undefined || permissions.includes(permission))
				.map((filling) => ({ app, ...filling })),
		);
		return fillings
			.sort((a, b) => a.order - b.order || a.app.localeCompare(b.app))
			.map(({ app, component, title }) => ({
				key: `${app}/${component}`,
				remote: app,
				title,
				render: (props) => <SlotFilling remote={app} component={component} slotProps={props} />,
			}));
	}, [composition, permissions, name]);
};

type SlotElementProps<N extends SlotName> = SlotProps[N] & {
	name: N;
	/** Puts something around each filling, e.g. a grid cell. Default: nothing. */
	wrap?: (filling: ReactNode) => ReactNode;
};

/** Renders everything that fills a slot, in order. */
export const Slot = <N extends SlotName>({ name, wrap = (filling) => filling, ...props }: SlotElementProps<N>) =>
	useSlot(name).map(({ key, render }) => (
		// TypeScript does not see that what is left of the props is SlotProps[N].
		<Fragment key={key}>{wrap(render(props as unknown as SlotProps[N]))}</Fragment>
	));

interface SlotFillingProps {
	remote: string;
	component: string;
	slotProps: object;
}

const SlotFilling = ({ remote, component, slotProps }: SlotFillingProps) => (
	<RemoteArea remote={remote} fallback={<Skeleton height={160} />}>
		{({ slots }) => {
			const Filling = slots?.[component];
			return Filling === undefined ? (
				<MissingFilling remote={remote} component={component} />
			) : (
				<Filling {...slotProps} />
			);
		}}
	</RemoteArea>
);
