import { isAllowed, labelIn, type SlotName, type SlotProps } from '@flotilla/contracts';
import { useLanguage } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { Skeleton } from '@flotilla/ui';
import { Fragment, type ReactNode, useLayoutEffect, useMemo } from 'react';
import { useFederation } from './federation-context.tsx';
import { MissingFilling } from './missing-filling.tsx';
import { RemoteArea } from './remote-area.tsx';

export interface SlotEntry<N extends SlotName> {
	/** Stable over renders: `<remote>/<component>`. */
	key: string;
	remote: string;
	/** The key of the component, as the manifest names it. */
	component: string;
	/** In the language of the page. */
	title: string;
	/**
	 * Renders the filling. It starts its remote when first rendered, shows `fallback` until that runs, a skeleton by
	 * default, and keeps a failure to itself.
	 */
	render(props: SlotProps[N], fallback?: ReactNode): ReactNode;
}

/** What fills a slot for the signed-in person, in order. */
export const useSlot = <N extends SlotName>(name: N): SlotEntry<N>[] => {
	const federation = useFederation();
	const { composition } = federation;
	useLayoutEffect(() => federation.hold(name), [federation, name]);
	const permissions = useSessionState((state) => state.permissions);
	const { language } = useLanguage();
	return useMemo(() => {
		const fillings = composition.remotes.flatMap(({ app, manifest }) =>
			manifest.slots
				.filter(({ slot }) => slot === name)
				.filter(({ permission }) => isAllowed(permissions, permission))
				.map((filling) => ({ app, ...filling })),
		);
		return fillings
			.sort((a, b) => a.order - b.order || a.app.localeCompare(b.app))
			.map(({ app, component, title, labels }) => ({
				key: `${app}/${component}`,
				remote: app,
				component,
				title: labelIn(language, title, labels),
				render: (props, fallback) => (
					<SlotFilling remote={app} component={component} slotProps={props} fallback={fallback} />
				),
			}));
	}, [composition, permissions, language, name]);
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
	/** Default: a skeleton of 160 px. */
	fallback?: ReactNode;
}

const SlotFilling = ({ remote, component, slotProps, fallback = <Skeleton height={160} /> }: SlotFillingProps) => (
	<RemoteArea remote={remote} fallback={fallback}>
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
