/**
 * The slots that exist and what their owner hands to whoever fills them.
 * `shell:*` belongs to the shell, anything else to the remote of that name.
 */
export interface SlotProps {
	/** A card on the dashboard. */
	'shell:dashboard': Record<never, never>;
	/**
	 * A section of the signed-in person's settings, under its title. `/settings#password` leads to the component
	 * `PasswordSection` or `Password`, and so on.
	 */
	'shell:settings': Record<never, never>;
	/** A tab on a user's page. */
	'users:detail-tabs': { userId: string };
}

export type SlotName = keyof SlotProps;

/** The shell's own slots. Complete by its type: a new one that is missing here does not compile. */
const ownSlots: Record<Extract<SlotName, `shell:${string}`>, true> = {
	'shell:dashboard': true,
	'shell:settings': true,
};
export const shellSlots: readonly string[] = Object.keys(ownSlots);
